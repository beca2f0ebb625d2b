using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Code;

/// <summary>A family of programming languages that declare functions and types alike.</summary>
/// <param name="Comment">How a line begins that describes the declaration below it.</param>
/// <param name="Declarations">One line each; the group <c>name</c> is what is declared.</param>
internal sealed record LanguageFamily(string Comment, params Regex[] Declarations);

/// <summary>The programming languages that are known, by file name end.</summary>
internal static class Languages
{
    private static readonly Regex Types = Line(
        @"^\s*(?:[\w\(\)]+\s+){0,6}?(?:class|interface|struct|enum|record|trait|object|protocol|extension|namespace|"
        + @"module|contract|message|service|union|mod|type)\s+(?:class\s+|struct\s+)?(?<name>[A-Za-z_][\w.]*)[^;=]*(?:\)\s*;)?\s*$");
    private static readonly Regex Implementations = Line(@"^\s*impl(?:<[^<>]*>)?\s+(?:[\w:<>, ]+\s+for\s+)?(?<name>[A-Za-z_]\w*)");
    private static readonly Regex Functions = Line(
        @"^\s*(?:[\w\(\)]+\s+){0,5}?(?:function|func|fn|fun|def|sub|filter|rpc)\*?\s+(?:\([^()]*\)\s*)?(?:<[^<>]*>\s*)?"
        + @"(?<name>[A-Za-z_$][\w$.:-]*)");
    private static readonly Regex Methods = Line(
        @"^\s*(?:[A-Za-z_][\w<>\[\],.?*&:]*\s+){1,8}[*&]?(?<name>~?[A-Za-z_][\w:]*)(?:<[\w, ]+>)?\s*\([^;={}]*(?:\)[^;=]*)?(?:\{.*|=>.*)?$");
    private static readonly Regex Members = Line(@"^\s+(?:[a-z]+\s+){0,4}?#?(?<name>[A-Za-z_$][\w$]*)\s*(?:<[^<>]*>)?\([^;]*\)\s*(?::[^{=;]*)?\{\s*$");
    private static readonly Regex Assigned = Line(
        @"^\s*(?:export\s+)?(?:const|let|var)?\s*(?<name>[A-Za-z_$][\w$.]*)\s*(?:=|<-|:)\s*(?:async\s*)?"
        + @"(?:function\b|\([^()]*\)\s*(?::[^=]*)?=>|\w+\s*=>).*$");
    private static readonly Regex Indented = Line(@"^\s*(?:async\s+)?(?:def|class|module|defmodule|defp|defmacro|struct)\s+(?<name>[A-Za-z_][\w.:?!]*)");
    private static readonly Regex ShellFunctions = Line(
        @"^\s*(?:function\s+(?<name>[\w:.-]+)\s*(?:\(\s*\))?\s*\{?\s*$|(?<name>[A-Za-z_][\w:.-]*)\s*\(\s*\)\s*\{?\s*$)");
    private static readonly Regex Created = Line(
        @"^\s*create\s+(?:or\s+\w+\s+)?(?:\w+\s+){0,3}?(?:table|view|function|procedure|trigger|type|index|sequence|schema)\s+"
        + @"(?:if\s+not\s+exists\s+)?(?<name>[\w."".\[\]`]+)", RegexOptions.IgnoreCase);
    private static readonly Regex Resources = Line(
        @"^(?<name>(?:resource|data|module|variable|output|provider|job|locals|terraform)(?:\s+""[^""]*"")*)\s*\{");
    private static readonly Regex Targets = Line(@"^(?<name>[A-Za-z0-9_./%-]+)\s*::?(?:\s[^=]*)?$");
    private static readonly Regex Signatures = Line(@"^(?<name>[a-z_][\w']*)\s*::");
    private static readonly Regex Bindings = Line(
        @"^\s*(?:let|type|module|member|and)\s+(?:(?:rec|inline|private|internal|mutable)\s+)*(?:\w+\.)?(?<name>[A-Za-z_][\w.]*)[^=]*=?\s*$");
    private static readonly Regex BasicWords = Line(
        @"^\s*(?:\w+\s+){0,4}?(?:sub|function|class|module|structure|interface|property)\s+(?<name>\w+)", RegexOptions.IgnoreCase);
    private static readonly Regex Chapters = Line(@"^\s*\\(?:part|chapter|section|subsection|subsubsection)\*?\{(?<name>[^{}]+)\}");

    private static readonly LanguageFamily Curly = new("//", Types, Implementations, Functions, Methods);
    private static readonly LanguageFamily Script = new("//", Types, Functions, Assigned, Members);
    private static readonly LanguageFamily Hash = new("#", Indented);
    private static readonly LanguageFamily Shell = new("#", ShellFunctions);
    private static readonly LanguageFamily Queries = new("--", Created);
    private static readonly LanguageFamily Blocks = new("#", Resources);
    private static readonly LanguageFamily Plain = new("");

    private static readonly Dictionary<string, (string Language, LanguageFamily Family)> ByExtension = new()
    {
        [".cs"] = ("csharp", Curly), [".java"] = ("java", Curly), [".kt"] = ("kotlin", Curly), [".kts"] = ("kotlin", Curly), [".scala"] = ("scala", Curly),
        [".swift"] = ("swift", Curly), [".go"] = ("go", Curly), [".rs"] = ("rust", Curly), [".c"] = ("c", Curly), [".h"] = ("c", Curly),
        [".cc"] = ("cpp", Curly), [".cpp"] = ("cpp", Curly), [".cxx"] = ("cpp", Curly), [".hpp"] = ("cpp", Curly), [".m"] = ("objective-c", Curly),
        [".dart"] = ("dart", Curly), [".groovy"] = ("groovy", Curly), [".proto"] = ("protobuf", Curly), [".zig"] = ("zig", Curly),
        [".sol"] = ("solidity", Curly),
        [".js"] = ("javascript", Script), [".mjs"] = ("javascript", Script), [".cjs"] = ("javascript", Script), [".jsx"] = ("javascript", Script),
        [".ts"] = ("typescript", Script), [".tsx"] = ("typescript", Script), [".vue"] = ("vue", Script), [".svelte"] = ("svelte", Script),
        [".php"] = ("php", Script), [".graphql"] = ("graphql", Script),
        [".py"] = ("python", Hash), [".pyi"] = ("python", Hash), [".rb"] = ("ruby", Hash), [".ex"] = ("elixir", Hash), [".exs"] = ("elixir", Hash),
        [".jl"] = ("julia", new("#", Functions, Indented)), [".r"] = ("r", new("#", Assigned)), [".lua"] = ("lua", new("--", Functions)),
        [".pl"] = ("perl", new("#", Functions)), [".pm"] = ("perl", new("#", Functions)), [".ps1"] = ("powershell", new("#", Functions)),
        [".sh"] = ("shell", Shell), [".bash"] = ("shell", Shell), [".zsh"] = ("shell", Shell), [".fish"] = ("shell", new("#", Functions)),
        [".sql"] = ("sql", Queries), [".tf"] = ("terraform", Blocks), [".hcl"] = ("hcl", Blocks), [".mk"] = ("make", new("#", Targets)),
        [".hs"] = ("haskell", new("--", Signatures)), [".fs"] = ("fsharp", new("//", Bindings)), [".vb"] = ("vb", new("'", BasicWords)),
        [".css"] = ("css", Plain), [".scss"] = ("scss", Plain), [".less"] = ("less", Plain), [".bat"] = ("batch", Plain), [".cmd"] = ("batch", Plain),
        [".dockerfile"] = ("dockerfile", Plain), [".gradle"] = ("groovy", Curly), [".cmake"] = ("cmake", Plain), [".tex"] = ("latex", new("%", Chapters)),
        [".diff"] = ("diff", Plain), [".patch"] = ("diff", Plain), [".clj"] = ("clojure", Plain), [".erl"] = ("erlang", Plain), [".nix"] = ("nix", Plain),
    };

    public static IEnumerable<string> Extensions => ByExtension.Keys;

    public static (string Language, LanguageFamily Family) Of(string extension) => ByExtension[extension];

    private static Regex Line(string pattern, RegexOptions options = RegexOptions.None) => new(pattern, RegexOptions.NonBacktracking | options);
}

using Microsoft.Extensions.Options;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Models;
using ResearchBot.Tests.CommandLine;
using ResearchBot.Tests.Search.Embedding;

namespace ResearchBot.Tests.Models;

/// <summary>How the built-in encoder is opened, and what is said where it cannot be.</summary>
public sealed class BuiltInEncoderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public BuiltInEncoderTests()
    {
        foreach (var file in Directory.GetFiles(BuiltInEncoder.Folder).Where(file => Path.GetFileName(file) is "model.onnx" or "vocab.txt"))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_build_made_is_taken()
    {
        var setup = BuiltInEncoder.Open(_folder.Path);
        setup.WhyOff.ShouldBeNull();
        setup.Model.ShouldNotBeNull().Generator.Dispose();
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("vocab.txt")]
    public void A_missing_file_is_named(string name)
    {
        File.Delete(_folder[name]);
        Refused(name);
    }

    [Fact]
    public void A_missing_folder_is_no_crash() => BuiltInEncoder.Open(_folder["nowhere"]).IsFault.ShouldBeTrue();

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("vocab.txt")]
    public void One_changed_bit_is_seen(string name)
    {
        using (var file = File.Open(_folder[name], FileMode.Open))
        {
            file.Position = file.Length / 2;
            var one = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(one ^ 1));
        }

        Refused(name);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("vocab.txt")]
    public void A_cut_file_is_seen(string name)
    {
        using (var file = File.OpenWrite(_folder[name]))
        {
            file.SetLength(file.Length - 4096);
        }

        Refused(name);
    }

    [Fact]
    public async Task Without_a_native_part_for_the_machine_check_and_the_chat_say_so_and_questions_are_answered_by_words()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It makes symbolic links.");
        string[] instead = ["dotnet", "exec", Path.Combine(ProgramWithoutNativePart(), "ResearchBot.dll")];
        (string, string)[] settings = [("Models__Embeddings__Provider", "")];

        var check = (await BotProcess.RunAsync(_folder.Path, ["check", "--json"], settings, instead: instead)).ShouldExit(0);
        check.Output.ShouldContain("ONNX Runtime, which computes the vectors, cannot be used here");
        (await BotProcess.RunAsync(_folder.Path, ["ask", "Who leads Iran?", "--json"], settings, instead: instead)).ShouldExit(0)
            .Json.GetProperty("outcome").GetString().ShouldNotBe("not_found");
        (await BotProcess.RunAsync(_folder.Path, [], settings, input: "exit\n", instead: instead)).ToString().ShouldContain("Semantic search is off. ONNX Runtime");
    }

    [Fact]
    public void A_store_of_an_encoder_that_is_gone_opens_no_second_one()
    {
        var opened = 0;
        var providers = new EmbeddingProviders(
            Options.Create(new EmbeddingsOptions()),
            () =>
            {
                opened++;
                return new EmbeddingSetup(new EmbeddingModel("now", "hash", 384, new HashGenerator().Object, _ => true, EmbeddingLimits.Local));
            },
            TestModels.Services(TimeProvider.System));

        providers.OpenFormer("universal-sentence-encoder-lite 0123456789abcdef/512/1").ShouldBeNull();
        providers.Open().Model!.Name.ShouldBe("now");
        providers.OpenFormer(providers.Open().Model!.Id).ShouldNotBeNull();
        opened.ShouldBe(1);
    }

    /// <summary>The program as it is on a platform that the package does not know: linked, but for what it would load natively.</summary>
    private string ProgramWithoutNativePart()
    {
        var program = _folder.MakeFolder("program");
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(AppContext.BaseDirectory, file);
            var link = Path.Combine(program, path);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            if (path.StartsWith("ResearchBot.", StringComparison.Ordinal) || path.EndsWith(".md", StringComparison.Ordinal))
            {
                File.Copy(file, link); // the runtime would follow a link to the program, and a link is not loaded
            }
            else if (!path.Contains("onnxruntime", StringComparison.Ordinal))
            {
                File.CreateSymbolicLink(link, file);
            }
        }

        return program;
    }

    private void Refused(string name)
    {
        var setup = BuiltInEncoder.Open(_folder.Path);
        setup.Model.ShouldBeNull();
        setup.IsFault.ShouldBeTrue();
        setup.WhyOff.ShouldNotBeNull().ShouldContain(name);
        setup.WhyOff.ShouldContain("Build the program again");
    }
}

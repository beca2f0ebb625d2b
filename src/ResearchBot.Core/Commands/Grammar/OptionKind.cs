namespace ResearchBot.Core.Commands;

/// <summary>What an option holds.</summary>
public enum OptionKind
{
    /// <summary>Free text: everything that is left of the line.</summary>
    Text,

    /// <summary>One word, or several in quotes.</summary>
    Word,

    /// <summary>The id of a document; platforms offer titles.</summary>
    Document,

    /// <summary>A whole number above 0.</summary>
    Number,

    /// <summary>Present or absent.</summary>
    Flag,

    /// <summary>Files or folders: paths on the console, attachments in a chat.</summary>
    Files,
}

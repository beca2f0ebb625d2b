using System.Text;
using System.Xml;

namespace ResearchBot.Readers.Xml;

/// <summary>Reads XML forward only and within limits: document types are not read, so that there are no entities of a
/// file's own and nothing from outside; depth, attributes and length are bounded. Names
/// are compared without their namespace, so that transitional and strict files read alike.</summary>
public sealed class SafeXmlReader : IDisposable
{
    private const int MaxDepth = 256;
    private const int MaxAttributes = 512;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore, // passed over unread: what it declares does not exist
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly XmlReader _reader;

    private SafeXmlReader(XmlReader reader) => _reader = reader;

    /// <summary>The local name of the element.</summary>
    public string Name => _reader.LocalName;

    /// <summary>The namespace of the element.</summary>
    public string Namespace => _reader.NamespaceURI;

    /// <summary>How many elements stand around it.</summary>
    public int Depth => _reader.Depth;

    /// <summary>The line of the stream that it stands in, from 1.</summary>
    public int Line => ((IXmlLineInfo)_reader).LineNumber;

    /// <summary>Whether it stands at an element's start.</summary>
    public bool IsElement => _reader.NodeType == XmlNodeType.Element;

    /// <summary>Whether it stands at text, white space included.</summary>
    public bool IsText => _reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>The text that it stands at.</summary>
    public string Value => _reader.Value;

    /// <summary>Opens XML and stands at its root. The stream is closed with it.</summary>
    /// <exception cref="XmlException">There is no root element.</exception>
    /// <exception cref="RefusalException">It passes a limit.</exception>
    public static SafeXmlReader Open(Stream stream)
    {
        var xml = new SafeXmlReader(XmlReader.Create(new XmlCharacters(stream), Settings));
        try
        {
            while (xml.Read() && !xml.IsElement)
            {
            }

            return xml.IsElement ? xml : throw new XmlException("There is no root element.");
        }
        catch
        {
            xml.Dispose();
            throw;
        }
    }

    /// <summary>Goes on to the next node.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="XmlException">It is not well formed.</exception>
    /// <exception cref="RefusalException">It passes a limit.</exception>
    public bool Read()
    {
        var more = _reader.Read();
        return !more || (_reader.Depth <= MaxDepth && _reader.AttributeCount <= MaxAttributes)
            ? more
            : throw new RefusalException("The file's elements are nested too deeply or have too many attributes.");
    }

    /// <summary>Goes on to the next child of the element at <paramref name="depth"/>, over whatever was not read of the child before it.</summary>
    /// <returns>False where the element ends; then it stands at its end.</returns>
    public bool NextChild(int depth)
    {
        if (_reader.Depth == depth && IsElement && _reader.IsEmptyElement)
        {
            return false;
        }

        while (Read() && _reader.Depth > depth)
        {
            if (_reader.Depth == depth + 1 && IsElement)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes on to the next child or text of the element at <paramref name="depth"/>, as <see cref="NextChild"/> does.</summary>
    public bool NextNode(int depth)
    {
        if (_reader.Depth == depth && IsElement && _reader.IsEmptyElement)
        {
            return false;
        }

        while (Read() && _reader.Depth > depth)
        {
            if (_reader.Depth == depth + 1 && (IsElement || IsText))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value of the element's attribute with this local name; null if there is none. Relationship ids are asked for by
    /// <see cref="Relation"/>.</summary>
    public string? Attribute(string name) => Find(name, relation: false);

    /// <summary>The value of the element's attribute with this local name in the namespace of relationships, such as <c>r:id</c>.</summary>
    public string? Relation(string name) => Find(name, relation: true);

    /// <summary>All the text in the element, which is read to its end.</summary>
    public string Text()
    {
        var depth = _reader.Depth;
        if (_reader.IsEmptyElement)
        {
            return "";
        }

        string? one = null;
        StringBuilder? more = null;
        while (Read() && _reader.Depth > depth)
        {
            if (IsText)
            {
                more = one is null ? null : more ?? new StringBuilder(one);
                one ??= Value;
                more?.Append(Value);
            }
        }

        return more?.ToString() ?? one ?? "";
    }

    public void Dispose() => _reader.Dispose();

    private string? Find(string name, bool relation)
    {
        string? value = null;
        for (var more = _reader.MoveToFirstAttribute(); more; more = _reader.MoveToNextAttribute())
        {
            if (_reader.LocalName == name && relation == _reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                value = _reader.Value;
                break;
            }
        }

        _reader.MoveToElement();
        return value;
    }
}

using System.Xml;

namespace ResearchBot.Readers.Office;

/// <summary>Reads parts that a document can do without.</summary>
internal static class Part
{
    /// <returns>Null if the part is damaged.</returns>
    public static T? Optional<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ResearchBot.Readers.Office.Sheets;

/// <summary>Reads workbooks of Excel 97 to 2003.</summary>
internal static class LegacyWorkbookReader
{
    static LegacyWorkbookReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="InvalidDataException">It is damaged, or of a kind that is not read.</exception>
    public static ReadDocument Read(FileToRead file)
    {
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        try
        {
            using var reader = ExcelReaderFactory.CreateBinaryReader(new MemoryStream(file.Content, writable: false));
            var number = 0;
            do
            {
                Sheet(reader, builder, ++number);
            }
            while (reader.NextResult());
        }
        catch (InvalidPasswordException)
        {
            throw new RefusalException(OfficeReader.Protected);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw new InvalidDataException("The workbook is damaged.", damage);
        }

        return builder.Build();
    }

    /// <summary>The library answers to damage with many kinds of exceptions.</summary>
    private static bool IsDamage(Exception exception) => exception is ExcelReaderException or IOException or ArgumentException or IndexOutOfRangeException
        or InvalidOperationException or NotSupportedException or OverflowException or FormatException or NullReferenceException or InvalidCastException;

    private static void Sheet(IExcelDataReader reader, DocumentBuilder builder, int number)
    {
        var name = StatedText.Clean(reader.Name ?? "");
        var writer = new SheetWriter(builder, name.Length > 0 ? name : $"Sheet {number}", reader.VisibleState != "visible") { IsFirst = number == 1 };
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if (reader.GetColumnWidth(column) == 0)
            {
                writer.HideColumns(column + 1, column + 1);
            }
        }

        for (var row = 1; reader.Read(); row++)
        {
            var cells = new List<SheetCell>();
            for (var column = 0; column < reader.FieldCount; column++)
            {
                var text = Shown(reader, column);
                if (!string.IsNullOrWhiteSpace(text))
                {
                    cells.Add(new SheetCell(column + 1, text));
                }
            }

            writer.Add(new SheetRow(row, cells, reader.RowHeight == 0));
        }

        writer.End();
    }

    private static string Shown(IExcelDataReader reader, int column)
    {
        var format = NumberFormat.Of(reader.GetNumberFormatString(column) ?? "General");
        return reader.GetValue(column) switch
        {
            string text => format.Render(text),
            bool truth => truth ? "TRUE" : "FALSE",
            DateTime moment => format.Render(moment.ToOADate(), is1904: false),
            TimeSpan time => format.Render(time.TotalDays, is1904: false),
            IConvertible number => format.Render(number.ToDouble(CultureInfo.InvariantCulture), is1904: false),
            _ => "",
        };
    }
}

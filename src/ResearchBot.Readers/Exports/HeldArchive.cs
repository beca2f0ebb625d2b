namespace ResearchBot.Readers.Exports;

/// <summary>The archive that was asked about last. It stays open, since its entries are asked for one after the other.</summary>
internal sealed class HeldArchive : IDisposable
{
    private Archive? _archive;

    public ArchiveAnswer List(ReadRequest request, byte[] content)
    {
        var archive = Open(request, content);
        return new ArchiveAnswer([.. archive.Items.Select(item => new EntryAnswer(item.Path, item.Length))], archive.Remarks);
    }

    public byte[] Extract(ReadRequest request, byte[] content) => Open(request, content).Extract(request.Entry, request.MaxBytes);

    public void Dispose() => _archive?.Dispose();

    private Archive Open(ReadRequest request, byte[] content)
    {
        if (content.Length > 0)
        {
            _archive?.Dispose();
            _archive = null;
            _archive = Archive.Open(new FileToRead(request.Name, content, request.Limits));
        }

        return _archive ?? throw new RefusalException("The file is empty.");
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ResearchBot.Fakes;

/// <summary>A repository as GitHub Enterprise and GitLab serve it, on a <see cref="FakeSite"/>.</summary>
internal static class FakeRepository
{
    /// <summary>Serves a commit of a branch, null being the usual one, with its files.</summary>
    public static void GitHub(FakeSite site, string path, string? branch, string commit, params TarEntry[] entries)
    {
        site.Put($"/api/v3/repos/{path}/commits/{branch ?? "HEAD"}", "text/plain", commit);
        site.Redirect($"/api/v3/repos/{path}/tarball/{commit}", $"/codeload/{path}/{commit}");
        site.Put($"/codeload/{path}/{commit}", new FakePage(200, "application/x-gzip", Pack(path, commit, entries)));
    }

    public static void GitLab(FakeSite site, string path, string? branch, string commit, params TarEntry[] entries)
    {
        var api = $"/api/v4/projects/{Uri.EscapeDataString(path)}/repository";
        site.Put($"{api}/commits/{branch ?? "HEAD"}", "application/json", $$"""{"id":"{{commit}}","title":"A commit"}""");
        site.Put($"{api}/archive.tar.gz?sha={commit}", new FakePage(200, "application/octet-stream", Pack(path, commit, entries)));
    }

    public static TarEntry File(string name, string text) => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    public static TarEntry Link(string name, string target) => new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target };

    private static byte[] Pack(string path, string commit, TarEntry[] entries)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(new GZipStream(packed, CompressionLevel.Fastest), TarEntryFormat.Pax))
        {
            var root = $"{path.Replace('/', '-')}-{commit[..7]}/";
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, root));
            foreach (var entry in entries)
            {
                entry.Name = entry.Name.StartsWith("..", StringComparison.Ordinal) ? entry.Name : root + entry.Name;
                tar.WriteEntry(entry);
            }
        }

        return packed.ToArray();
    }
}

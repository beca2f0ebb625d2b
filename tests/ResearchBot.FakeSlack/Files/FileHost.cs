using Microsoft.AspNetCore.Http;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Files;

/// <summary>An upload that was begun; its bytes once they came.</summary>
internal sealed record Upload(string Id, string Name, int Length, Team Team)
{
    public byte[]? Bytes { get; set; }
}

/// <summary>Takes and gives the bytes. Without a token or the scope a download is a login page with status 200, as Slack's is.</summary>
internal sealed class FileHost(World world, Faults faults, Record record)
{
    private const string LoginPage = "<!DOCTYPE html><html><head><title>Slack</title></head><body><form id=\"signin_form\">Sign in</form></body></html>";

    public Dictionary<string, Upload> Uploads { get; } = [];

    public async Task ReceiveAsync(HttpContext http)
    {
        byte[] bytes;
        if (http.Request.HasFormContentType)
        {
            using var part = new MemoryStream();
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (form.Files.Count > 0)
            {
                await form.Files[0].CopyToAsync(part, http.RequestAborted);
            }

            bytes = part.ToArray();
        }
        else
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            bytes = body.ToArray();
        }

        bool taken;
        lock (world.Gate)
        {
            taken = Uploads.TryGetValue(http.Request.RouteValues["id"]!.ToString()!, out var upload) && upload.Length == bytes.Length;
            if (taken)
            {
                upload!.Bytes = bytes;
            }
            else
            {
                record.RuleErrors.Add($"An upload of {bytes.Length} bytes that was not asked for, or of another length.");
            }

            record.Happened("upload");
        }

        http.Response.StatusCode = taken ? 200 : 400;
        await http.Response.WriteAsync(taken ? $"OK - {bytes.Length}" : "no such upload", http.RequestAborted);
    }

    public async Task SendAsync(HttpContext http)
    {
        var id = http.Request.RouteValues["file"]!.ToString()!.Split('-')[^1];
        var header = http.Request.Headers.Authorization.ToString();
        SlackFile? file;
        string? redirect = null;
        lock (world.Gate)
        {
            var token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : "";
            var team = world.Teams.Values.FirstOrDefault(one => one.BotToken == token);
            var permitted = team is not null && (!world.Options.StrictScopes || world.Options.BotScopes.Contains("files:read"));
            file = world.Files.GetValueOrDefault(id) is { Mode: "hosted" } known && permitted && known.TeamId == team!.Id ? known : null;
            if (file is not null && faults.FilesRedirect && http.Request.Query["hop"] != "2")
            {
                redirect = $"{faults.FilesRedirectTo ?? world.Url}{http.Request.Path}?hop=2";
            }

            record.Downloads.Add(new FileDownload(id, redirect is null ? 200 : 302, header.Length > 0, file?.MimeType ?? "text/html"));
            record.Happened("download");
        }

        if (redirect is not null)
        {
            http.Response.Redirect(redirect);
            return;
        }

        if (file is null)
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(LoginPage, http.RequestAborted);
            return;
        }

        http.Response.ContentType = file.MimeType;
        http.Response.ContentLength = file.Bytes.Length;
        if (faults.FilesCut)
        {
            await http.Response.Body.WriteAsync(file.Bytes.AsMemory(0, file.Bytes.Length / 2), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            http.Abort();
            return;
        }

        await http.Response.Body.WriteAsync(file.Bytes, http.RequestAborted);
    }
}

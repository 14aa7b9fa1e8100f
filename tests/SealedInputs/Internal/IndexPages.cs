using System.Net;

namespace SealedInputs.Internal;

/// <summary>The pages of a PEP 503 index: names, the files of a name with their hashes, the files.</summary>
internal sealed class IndexPages(IReadOnlyList<Wheel> wheels)
{
    public string? Find(string path) => path.Trim('/').Split('/') switch
    {
        ["simple"] => Page(wheels.Select(_ => $"<a href=\"/simple/{_.NormalizedName}/\">{_.NormalizedName}</a>").Distinct()),
        ["simple", var name] when wheels.Where(_ => _.NormalizedName == name).ToList() is { Count: > 0 } found => Page(found.Select(Link)),
        _ => null,
    };

    public string? FindWheel(string path) =>
        path.Trim('/').Split('/') is ["wheels", var file] ? wheels.FirstOrDefault(_ => Path.GetFileName(_.Path) == WebUtility.UrlDecode(file))?.Path : null;

    private static string Link(Wheel wheel)
    {
        var file = Path.GetFileName(wheel.Path);
        var python = wheel.RequiresPython is null ? "" : $" data-requires-python=\"{WebUtility.HtmlEncode(wheel.RequiresPython)}\"";

        return $"<a href=\"/wheels/{Uri.EscapeDataString(file)}#sha256={wheel.Sha256}\"{python}>{file}</a>";
    }

    private static string Page(IEnumerable<string> links) =>
        $"<!DOCTYPE html>\n<html><body>\n{string.Join("<br/>\n", links)}\n</body></html>\n";
}

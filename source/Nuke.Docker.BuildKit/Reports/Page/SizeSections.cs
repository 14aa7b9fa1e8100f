using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Page;

/// <summary>The layers of the image, and the context by folder.</summary>
internal static class SizeSections
{
    private const int LayersShown = 60;

    public static void Add(HtmlBuilder html, BuildReport report)
    {
        if (report.Layers.Count > 0)
            AddLayers(html, report);
        if (report.Context is { Parts.Count: > 0 } context)
            AddContext(html, context);
    }

    private static void AddLayers(HtmlBuilder html, BuildReport report)
    {
        var own = report.Layers.Where(layer => !layer.Base).OrderByDescending(layer => layer.Bytes).ToList();
        var fromBase = report.Layers.Where(layer => layer.Base).ToList();
        var max = Math.Max(1, Math.Max(own.Count == 0 ? 0 : own[0].Bytes, fromBase.Sum(layer => layer.Bytes)));
        var changed = own.Where(layer => layer.Change is LayerChange.Changed or LayerChange.Added).ToList();
        html.Raw("<section aria-labelledby=\"layers\">\n<h2 id=\"layers\">Layers</h2>\n");
        if (report.Layers.Any(layer => layer.Change is not null))
        {
            html.Add($"<p>{(changed.Count == 0 ? "No layer" : StepText.Count(changed.Count, "layer"))} changed since the last build");
            html.Add($"{(changed.Count == 0 ? "" : $": {HumanText.Size(changed.Sum(layer => layer.Bytes))} to push or pull")}.</p>\n");
        }
        html.BeginTable("Layers by size", "Layer", "Share", "#Size", "Since the last build");
        if (fromBase.Count > 0)
        {
            Row(
                html,
                $"base image, {StepText.Count(fromBase.Count, "layer")}",
                fromBase.Sum(layer => layer.Bytes),
                max,
                "base",
                fromBase.TrueForAll(layer => layer.Change is LayerChange.Same) ? "same" : fromBase.Exists(layer => layer.Change is not null) ? "changed" : "");
        }
        foreach (var layer in own.Take(LayersShown))
            Row(html, HumanText.Shorten(HumanText.ShortenDigests(layer.Instruction), 140), layer.Bytes, max, "ran", Words(layer));
        html.EndTable();
        if (own.Count > LayersShown)
            html.Add($"<p class=\"more\">{own.Count - LayersShown} smaller layers are in <code>report.json</code>.</p>\n");
        html.Raw("</section>\n");
    }

    private static void AddContext(HtmlBuilder html, ContextReport context)
    {
        html.Raw("<section aria-labelledby=\"context\">\n<h2 id=\"context\">Build context</h2>\n");
        html.Add($"<p>{StepText.Count(context.Files, "file")}, {HumanText.Size(context.Bytes)}, after <code>.dockerignore</code>.</p>\n");
        html.BeginTable("Context by folder", "Path", "Share", "#Size", "Files");
        foreach (var part in context.Parts)
            Row(html, HumanText.Shorten(part.Path, 140), part.Bytes, Math.Max(1, context.Bytes), "work", StepText.Count(part.Files, "file"));
        html.EndTable().Raw("</section>\n");
    }

    private static void Row(HtmlBuilder html, string name, long bytes, long max, string kind, string words)
    {
        html.Add($"<tr class=\"{kind}\"><th scope=\"row\"><code>{name}</code></th>");
        html.Add($"<td class=\"share\"><span class=\"bar\" style=\"width:{100.0 * bytes / max}%\"></span></td>");
        html.Add($"<td class=\"number\">{HumanText.Size(bytes)}</td><td>{words}</td></tr>\n");
    }

    private static string Words(LayerReport layer) => layer switch
    {
        { Change: LayerChange.Same } => "same",
        { Change: LayerChange.Added } => "new",
        { Change: LayerChange.Changed, BytesBefore: { } before } when before != layer.Bytes => $"changed, was {HumanText.Size(before)}",
        { Change: LayerChange.Changed } => "changed",
        _ => "",
    };
}

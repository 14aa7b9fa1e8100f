using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TemplateFiles;

/// <summary>Writes the content of the package of templates.</summary>
public static class TemplateWriter
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes all projects, the single files and the descriptions of the templates.</summary>
    /// <param name="source">The folder of all templates in the repository.</param>
    /// <param name="output">The folder to write into; what an earlier run left is replaced.</param>
    public static void Write(string source, string output)
    {
        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        foreach (var variant in Variant.All)
        {
            variant.Write(source, output);
            CopyFile(output, variant, "Dockerfile", "python-dockerfile");
            // The package manager alone decides the ignore file.
            if (variant is { Framework: "fastapi", Gpu: false })
                CopyFile(output, variant, ".dockerignore", "python-dockerignore");
        }

        foreach (var template in new[] { "python-service", "python-worker" })
            Describe(source, output, template, [Wiring(), .. Variant.All.Where(variant => variant.Template == template).Select(Project)]);
        Describe(source, output, "python-dockerfile", Variant.All.Select(variant => SingleFile(variant, "Dockerfile")));
    }

    private static void CopyFile(string output, Variant variant, string name, string template)
    {
        var target = Directory.CreateDirectory(Path.Combine(output, template, variant.Folder)).FullName;
        File.Copy(Path.Combine(output, variant.Template, variant.Folder, name), Path.Combine(target, name));
    }

    private static void Describe(string source, string output, string template, IEnumerable<JsonNode> sources)
    {
        var name = Path.Combine(template, ".template.config", "template.json");
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(source, name)))!;
        description["sources"] = new JsonArray([.. sources]);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(output, name))!);
        File.WriteAllText(Path.Combine(output, name), description.ToJsonString(s_indented));
    }

    private static JsonObject Wiring() => new() { ["source"] = "wiring/", ["target"] = "./" };

    private static JsonObject Project(Variant variant) => new()
    {
        ["source"] = $"{variant.Folder}/",
        ["target"] = "./",
        ["condition"] = variant.Condition,
        ["modifiers"] = new JsonArray(new JsonObject { ["condition"] = "(!compose)", ["exclude"] = new JsonArray("compose.yaml") }),
    };

    private static JsonObject SingleFile(Variant variant, string name) => new()
    {
        ["source"] = $"{variant.Folder}/",
        ["target"] = "./",
        ["include"] = new JsonArray(name),
        ["condition"] = variant.FileCondition,
    };
}

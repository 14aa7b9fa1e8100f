using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The named contexts of a build, by name as in the Dockerfile.</summary>
internal sealed record NamedContexts
{
    /// <summary>The folders.</summary>
    public required IReadOnlyDictionary<string, string> Folders { get; init; }

    /// <summary>The images that replace others.</summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>The other contexts.</summary>
    public required IReadOnlySet<string> Others { get; init; }

    /// <summary>Reasons why the content is not known.</summary>
    public IEnumerable<string> Reasons => Others.Select(name => $"the context {name} is not a folder");

    public static NamedContexts Of(BuildxBuildSettings settings)
    {
        var folders = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var images = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var others = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var context in settings.BuildContext ?? [])
        {
            if (context.Source.Kind == ContextKind.Local)
                folders[context.Name] = settings.FullPath(context.Source.Value);
            else if (context.Source.Kind == ContextKind.DockerImage)
                images[context.Name] = context.Source.Value["docker-image://".Length..];
            else
                others.Add(context.Name);
        }

        return new NamedContexts { Folders = folders, Images = images, Others = others };
    }

    /// <summary>Returns the name under which a word of the Dockerfile is declared; <c>null</c> if it is not. Image names are compared as docker does.</summary>
    public string? Find(string word) => Folders.Keys.Concat(Images.Keys).Concat(Others).FirstOrDefault(name =>
        string.Equals(name, word, StringComparison.OrdinalIgnoreCase) || Normal(name) is { } normal && normal == Normal(word));

    private static string? Normal(string name)
    {
        try
        {
            return ImageReference.Parse(name).ToString();
        }
        catch (InvalidSettingException)
        {
            return null;
        }
    }
}

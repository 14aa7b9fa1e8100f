namespace Nuke.Docker.BuildKit.Tool.Commands;

/// <summary>A command of the tool and the target that it runs.</summary>
/// <param name="Name">The name, of one or two words.</param>
/// <param name="Target">The name of the target. Its description and the parameters that it reads are the help of the command.</param>
internal sealed record ToolCommand(string Name, string Target)
{
    /// <summary>Arguments of examples, without the name of the command.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The parameter that a folder after the command sets; <c>null</c>: the command takes no folder.</summary>
    public string? Folder { get; init; } = nameof(Build.ContextFolder);

    /// <summary>True if the command fails if no Dockerfile exists.</summary>
    public bool NeedsImages { get; init; } = true;

    /// <summary>True if the command builds images: its end says how that went.</summary>
    public bool Builds { get; init; }

    public IReadOnlyList<string> Words => Name.Split(' ');
}

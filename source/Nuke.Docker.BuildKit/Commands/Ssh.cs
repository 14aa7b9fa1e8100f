using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An SSH agent or keys for <c>RUN --mount=type=ssh</c>.</summary>
public sealed record Ssh : IArgumentValue
{
    /// <summary>Creates the value from one socket or from key files; without <paramref name="paths"/>, the agent of <c>SSH_AUTH_SOCK</c>.</summary>
    /// <exception cref="InvalidSettingException">A path contains a comma: buildx splits there and does not support quotes.</exception>
    public Ssh(string id = "default", params IEnumerable<string> paths)
    {
        Id = Required.Text(id, "--ssh id");
        if (id.Contains('=', StringComparison.Ordinal))
            throw new InvalidSettingException($"--ssh {id}", "an id cannot contain an equals sign, which separates it from the paths");

        Paths = [.. paths];
        if (Paths.FirstOrDefault(path => path.Contains(',', StringComparison.Ordinal)) is { } path)
            throw new InvalidSettingException($"--ssh {id}", $"the path '{path}' contains a comma, at which buildx would split it; use a path without one");
    }

    /// <summary>Name by which the Dockerfile mounts it.</summary>
    public string Id { get; }

    /// <summary>One socket or several key files; empty means the running agent.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator Ssh(string text) => Parse(text);

    /// <summary>Parses the value of <c>--ssh</c>: <c>default</c>, <c>id=socket</c>, <c>id=key,key</c>.</summary>
    /// <exception cref="InvalidSettingException">The id is missing.</exception>
    public static Ssh Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=', 2) is [var id, var paths] ? new(id, paths.Split(',')) : new(text);
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new(Paths.IsEmpty ? Id : $"{Id}={string.Join(',', Paths)}");

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();
}

using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>The ignore file that a Python service should have, as sections of lines. Everything is anchored at the root, so what may lie anywhere begins with <c>**/</c>.</summary>
public sealed record DockerignoreTemplate
{
    /// <summary>What the build needs, as paths or patterns, though other lines would leave it out: the <c>README.md</c> and <c>LICENSE</c> that <c>pyproject.toml</c> names.</summary>
    public ImmutableArray<string> Keep { get; init; } = [];

    /// <summary>More to leave out, such as data folders and the folder of the local build cache.</summary>
    public ImmutableArray<string> Drop { get; init; } = [];

    /// <summary>
    /// All that goes in, as paths: <c>app</c>, <c>requirements.txt</c>. Everything else is left out first, and of what is named whatever is secret or
    /// left over. Empty: everything goes in but what the lines name.
    /// </summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>Leaves out <c>tests</c>. On by default: an image is not where tests are run.</summary>
    public bool DropTests { get; init; } = true;

    /// <summary>Leaves out <c>docs</c>, the Markdown files at the root, Dockerfile and compose files, whose change needs no new layer.</summary>
    public bool DropDocs { get; init; } = true;

    /// <summary>Sections in their order: a comment, and its lines. What is kept stands last, for the last match wins.</summary>
    public ImmutableArray<DockerignoreSection> Sections =>
    [
        .. (Only.IsEmpty ? Everything() : Named()).Append(new("This project's own.", Drop)).Append(new("The build needs these.", [.. Keep.Select(path => $"!{path}")])).Where(section => !section.Lines.IsEmpty),
    ];

    private IEnumerable<DockerignoreSection> Everything() =>
    [
        new("Secrets: what is copied once is in the image for good.", [.. ContextRules.Secrets.Select(rule => rule.Line), .. ContextRules.Harmless.Select(pattern => $"!{pattern}")]),
        new("What this machine and its tools have left behind; without **/ a line counts at the top only.", [.. ContextRules.Dead.Select(rule => rule.Line)]),
        new("Tests run elsewhere.", DropTests ? ["tests", "test"] : []),
        new("What is read by people, and what builds the image instead of being in it.", DropDocs ? ["docs", "*.md", "Dockerfile*", "*.Dockerfile", "compose*.y*ml", "docker-compose*.y*ml", ".dockerignore", ".gitignore", ".github"] : []),
    ];

    // What counts at the top only is left out by the first line.
    private IEnumerable<DockerignoreSection> Named() =>
    [
        new("First leave everything out, then name what the image is made of: a new file can neither slow a build down nor leak.", ["*", .. Only.Select(path => $"!{path}")]),
        new("Secrets in the folders that were let in: what is copied once is in the image for good.", Anywhere(ContextRules.Secrets)),
        new("What machines and tools leave there. Unlike in .gitignore a line without **/ counts at the top only.", Anywhere(ContextRules.Dead)),
    ];

    private static ImmutableArray<string> Anywhere(IEnumerable<ContextRule> rules) => [.. rules.Select(rule => rule.Line).Where(line => line.StartsWith("**/", StringComparison.Ordinal))];
}

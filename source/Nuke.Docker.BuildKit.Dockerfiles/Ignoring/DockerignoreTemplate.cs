using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>
/// An ignore file for a Python service, in sections. Patterns are relative to the root, so that those for any directory begin with <c>**/</c>.
/// </summary>
public sealed record DockerignoreTemplate
{
    /// <summary>
    /// Paths or patterns that the build needs though other lines would exclude them: the <c>README.md</c> and <c>LICENSE</c> that <c>pyproject.toml</c>
    /// names.
    /// </summary>
    public ImmutableArray<string> Keep { get; init; } = [];

    /// <summary>Additional paths or patterns to exclude, such as data directories and the directory of the local build cache.</summary>
    public ImmutableArray<string> Drop { get; init; } = [];

    /// <summary>
    /// The only paths to include: <c>app</c>, <c>requirements.txt</c>. Everything else is excluded, and secrets and leftovers in these paths. If empty,
    /// everything is included except the paths that the lines name.
    /// </summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>True to exclude <c>tests</c>, the default: tests do not run in the image.</summary>
    public bool DropTests { get; init; } = true;

    /// <summary>
    /// True to exclude <c>docs</c>, Markdown files in the root, Dockerfile and compose files, whose changes need no new layer. This is the default.
    /// </summary>
    public bool DropDocs { get; init; } = true;

    /// <summary>Lines to leave out.</summary>
    internal ImmutableHashSet<string> Without { get; init; } = [];

    /// <summary>Directories that the build needs though a line for any directory excludes them; secrets in them stay excluded.</summary>
    internal ImmutableArray<string> KeepFolders { get; init; } = [];

    /// <summary>The sections in order. <see cref="Keep"/> is last, because the last matching line wins.</summary>
    public ImmutableArray<DockerignoreSection> Sections
    {
        get
        {
            var common = Only.IsEmpty ? Everything() : Named();
            return
            [
                .. common.Append(new("This project's own.", [.. Drop.Except(common.SelectMany(section => section.Lines))]))
                    .Select(section => section with { Lines = section.Lines.RemoveAll(Without.Contains) })
                    .Append(new("Packages with the name of a leftover.", [.. KeepFolders.Select(path => $"!{path}")]))
                    .Append(new("Secrets in them.", [.. KeepFolders.SelectMany(path => ContextRules.Secrets.Select(rule => $"{path}/{rule.Line}"))]))
                    .Append(new("The build needs these.", [.. Keep.Select(path => $"!{path}")]))
                    .Where(section => !section.Lines.IsEmpty),
            ];
        }
    }

    private IReadOnlyList<DockerignoreSection> Everything() =>
    [
        new(
            "Secrets, which would stay in the image forever.",
            [.. ContextRules.Secrets.Select(rule => rule.Line), .. ContextRules.Harmless.Select(pattern => $"!{pattern}")]),
        new("Leftovers of this machine and its tools. Without **/ a line applies only to the root.", [.. ContextRules.Dead.Select(rule => rule.Line)]),
        new("State of a program that ran on this machine.", [.. ContextRules.State.Select(rule => rule.Line)]),
        new("Tests run elsewhere.", DropTests ? ["tests", "test"] : []),
        new("Documentation, and files that build the image but are not part of it.", DropDocs
            ? ["docs", "*.md", "Dockerfile*", "*.Dockerfile", "compose*.y*ml", "docker-compose*.y*ml", ".dockerignore", ".gitignore", ".github"]
            : []),
    ];

    // The first line excludes everything in the root.
    private IReadOnlyList<DockerignoreSection> Named() =>
    [
        new(
            "Exclude everything, then include the files of the image: a new file cannot slow down a build or leak.",
            ["*", .. Only.Select(path => $"!{path}")]),
        new("Secrets in the included directories, which would stay in the image forever.", Anywhere(ContextRules.Secrets)),
        new("Leftovers of machines and tools. Unlike in .gitignore, a line without **/ applies only to the root.",
            Anywhere(ContextRules.Dead.Concat(ContextRules.State))),
    ];

    private static ImmutableArray<string> Anywhere(IEnumerable<ContextRule> rules) =>
        [.. rules.Select(rule => rule.Line).Where(line => line.StartsWith("**/", StringComparison.Ordinal))];
}

using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;

namespace Specifications;

/// <summary>Asks what is installed for its <c>--help</c>.</summary>
/// <param name="toolPath">The docker CLI; <c>null</c> is the one on PATH.</param>
/// <param name="environment">Laid over this process's own; <c>null</c> changes nothing.</param>
public sealed class HelpCollector(string? toolPath = null, IReadOnlyDictionary<string, string>? environment = null)
{
    // Started by itself a plugin would leave "docker" out of its usage line.
    private readonly DockerProcess _process = new() { StartBuildxDirectly = false };

    /// <summary>The version of the installed tool.</summary>
    /// <exception cref="ProcessFailedException">It isn't installed.</exception>
    public async Task<Version> VersionAsync(ToolSpecification specification, CancellationToken cancellationToken = default)
    {
        var words = specification.Tool == "docker" ? ["--version"] : Words($"{specification.Line} version");
        var text = await RunAsync(words, cancellationToken);
        return ToolVersions.Parse(text) ?? throw new FormatException($"'{specification.Line} version' printed no version: '{text}'");
    }

    /// <summary>The help of the tool and of all its commands; of a tool that is specified in part only of the specified ones.</summary>
    /// <exception cref="ProcessFailedException">The tool isn't installed.</exception>
    public async Task<IReadOnlyList<HelpPage>> CollectAsync(ToolSpecification specification, CancellationToken cancellationToken = default)
    {
        var pages = new List<HelpPage>();
        IReadOnlyList<string> level = [specification.Line];
        while (level.Count > 0)
        {
            // Level by level: the help of a group names the commands below it.
            var found = new HelpPage[level.Count];
            await Parallel.ForEachAsync(level.Index(), cancellationToken, async (one, token) => found[one.Index] = await ReadAsync(one.Item, token));
            pages.AddRange(found);
            var subcommands = found.Where(page => page.Proven == page.Asked).SelectMany(page => page.Subcommands.Select(name => $"{page.Asked} {name}"));
            level = [.. subcommands.Where(line => IsWanted(specification, line))];
        }

        return pages;
    }

    private static bool IsWanted(ToolSpecification specification, string line) =>
        !specification.Partial || specification.Commands.Any(command => $"{command.Line} ".StartsWith($"{line} ", StringComparison.Ordinal));

    private async Task<HelpPage> ReadAsync(string line, CancellationToken cancellationToken) =>
        HelpReader.Read(await RunAsync([.. Words(line), "--help"], cancellationToken)) with { Asked = line };

    private static string[] Words(string line) => line.Split(' ')[1..];

    private async Task<string> RunAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        // Without the variable buildx hides what it calls experimental.
        var settings = new RawSettings { Words = [.. words] }.SetToolPath(toolPath).AddEnvironmentVariable("BUILDX_EXPERIMENTAL", "1");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            settings = settings.AddEnvironmentVariable(name, value);
        var lines = new List<string>();
        var result = await _process.RunAsync(settings, line => Take(lines, line), cancellationToken: cancellationToken);
        result.EnsureSuccess();
        return string.Join('\n', lines);
    }

    private static void Take(List<string> lines, OutputLine line)
    {
        if (line.Kind == OutputKind.StandardOutput)
            lines.Add(line.Text);
    }
}

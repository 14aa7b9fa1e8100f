using System.Reflection;
using System.Text.RegularExpressions;
using DockerTestSupport;
using Nuke.Common;
using Nuke.Docker.BuildKit.Components.Internal;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests.Documentation;

/// <summary>The command lines of README and docs name targets and parameters that exist.</summary>
public sealed partial class CommandSpecs
{
    private static readonly string[] s_ofHost = ["--help", "--plan", "--skip", "--continue", "--verbosity", "--root", "--host", "--no-logo"];

    private static readonly Type[] s_components =
        [.. typeof(IDockerBuild).Assembly.GetExportedTypes().Where(type => type.IsInterface && typeof(INukeBuild).IsAssignableFrom(type))];

    private static readonly string s_build =
        string.Concat(Directory.EnumerateFiles(Repository.File("build"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    [TestCaseSource(nameof(Commands))]
    public void A_command_line_names_targets_and_parameters_that_exist(string command)
    {
        var words = command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        var targets = words.TakeWhile(word => !word.StartsWith('-'));
        var parameters = words.Where(word => word.StartsWith("--", StringComparison.Ordinal));

        Assert.That(targets.Where(target => !Targets.Contains(target)), Is.Empty, command);
        Assert.That(parameters.Where(parameter => !Parameters.Contains(parameter)), Is.Empty, command);
    }

    [TestCaseSource(typeof(Pages), nameof(Pages.All))]
    public void Parameters_of_ours_that_a_page_mentions_exist(string page)
    {
        // The changelog also names removed targets and parameters.
        var mentioned = page == "CHANGELOG.md" ? [] : Parameter().Matches(Pages.Read(page)).Select(match => match.Value).Distinct();

        Assert.That(mentioned.Where(parameter => !Parameters.Contains(parameter)), Is.Empty);
    }

    private static HashSet<string> Targets { get; } =
    [
        .. s_components.SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(property => property.PropertyType == typeof(Target)).Select(property => property.Name),
        .. TargetOfBuild().Matches(s_build).Select(match => match.Groups["name"].Value),
    ];

    private static HashSet<string> Parameters { get; } =
    [
        .. s_ofHost,
        .. s_components.SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(property => property.IsDefined(typeof(ParameterAttribute)))
            .SelectMany(property => new ComponentParameter(property).Names).Select(ComponentParameter.FlagOf),
        .. ParameterOfBuild().Matches(s_build).Select(match => "--" + Kebab().Replace(match.Groups["name"].Value, "-$0").ToLowerInvariant().TrimStart('-')),
    ];

    private static IEnumerable<string> Commands() => Pages.Blocks("bash").Concat(Pages.Blocks("yaml"))
        .SelectMany(block => Command().Matches(block.Code).Select(match => match.Value.Trim()))
        .Distinct();

    [GeneratedRegex(@"\./build\.sh[^\n|&;]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<![\w-])--docker-[a-z-]*[a-z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"Target (?<name>\w+) => _ => _", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TargetOfBuild();

    [GeneratedRegex(@"\[Parameter\(.*\)\]\n    readonly \S+ (?<name>\w+)( = [^;]+)?;", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterOfBuild();

    [GeneratedRegex(@"[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kebab();
}

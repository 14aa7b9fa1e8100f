using System.Reflection;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Tests.Settings;

/// <summary>Holds the settings against the recorded <c>docker buildx build --help</c>.</summary>
public partial class BuildxBuildDriftSpecs
{
    private static readonly Version Recorded = new(0, 29, 1);

    private static Dictionary<string, Version> Properties => typeof(BuildxBuildSettings).GetProperties()
        .Select(property => property.GetCustomAttribute<CliFlagAttribute>()).OfType<CliFlagAttribute>()
        .ToDictionary(flag => flag.Name, flag => Version.Parse(flag.Since));

    private static IReadOnlyList<string> RecordedFlags =>
        [.. FlagPattern().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recordings", "cli-help", "buildx_build.txt")))
            .Select(match => match.Groups["flag"].Value)];

    [Test]
    public void Every_recorded_flag_has_a_property()
    {
        var missing = RecordedFlags.Except(Properties.Keys);

        Assert.That(RecordedFlags, Has.Count.EqualTo(35));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_property_is_a_recorded_flag_or_newer_than_the_recording()
    {
        var unknown = Properties.Where(property => property.Value <= Recorded).Select(property => property.Key).Except(RecordedFlags);

        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void A_newer_flag_is_not_in_the_recording()
    {
        var wronglyNew = Properties.Where(property => property.Value > Recorded).Select(property => property.Key).Intersect(RecordedFlags);

        Assert.That(Properties.Count(property => property.Value > Recorded), Is.EqualTo(2));
        Assert.That(wronglyNew, Is.Empty);
    }

    [Test]
    public void A_flag_is_named_after_its_property()
    {
        var misnamed = typeof(BuildxBuildSettings).GetProperties()
            .Where(property => property.GetCustomAttribute<CliFlagAttribute>() is { } flag
                && !flag.Name.Replace("-", "", StringComparison.Ordinal).Equals(property.Name, StringComparison.OrdinalIgnoreCase));

        Assert.That(misnamed, Is.Empty);
    }

    [GeneratedRegex(@"^ {2,6}(-\w, )?(?<flag>--[a-z][a-z-]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FlagPattern();
}

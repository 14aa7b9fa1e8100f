using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Utilities.Collections;
using Nuke.Docker.BuildKit.Components;
using Serilog;
using Specifications;

// The typed commands and flags are data. The installed tools show whether it is up to date.
partial class Build
{
    AbsolutePath SpecificationsDirectory => RootDirectory / "source" / "Nuke.Docker.BuildKit" / "Commands" / "Specifications";

    Target UpdateSpecifications => _ => _
        .Description("Read the help of the installed docker, buildx and compose, and write differences into the specifications")
        .Executes(async () =>
        {
            var comparisons = await CompareSpecificationsAsync();
            foreach (var (file, specification, pages, drift) in comparisons)
            {
                drift.Gaps.ToList().ForEach(gap => Log.Information("{Gap:l}", gap));
                if (SpecificationUpdate.Apply(specification, drift, pages))
                    file.WriteAllText(specification.ToText(), eofLineBreak: false);
            }

            ReportSummary(_ => comparisons.Aggregate(_, (summary, comparison)
                => summary.AddPair(comparison.Drift.Tool, $"{comparison.Drift.Version}, {comparison.Drift.Gaps.Length} differences written")));
        });

    Target CheckSpecifications => _ => _
        .Description("Fail if the specifications differ from the installed docker, buildx and compose")
        .After(UpdateSpecifications)
        .Executes(async () =>
        {
            var drifts = (await CompareSpecificationsAsync()).Select(x => x.Drift).ToList();
            var gaps = drifts.SelectMany(drift => drift.Gaps).ToList();
            gaps.ForEach(gap => Log.Error("{Gap:l}", gap));
            ReportSummary(_ => drifts.Aggregate(_, (summary, drift)
                => summary.AddPair(drift.Tool, $"{drift.Version}: {drift.Commands} commands, {drift.Flags} flags")));
            var line = string.Join(", ", drifts);
            Log.Information("{Line:l}", line);
            Assert.True(
            gaps.Count == 0,
            $"{gaps.Count} differences from the installed tools. Run './build.sh UpdateSpecifications', then document new flags: {line}");
        });

    async Task<List<(AbsolutePath File, ToolSpecification Specification, IReadOnlyList<HelpPage> Pages, DriftReport Drift)>> CompareSpecificationsAsync()
    {
        var connection = await this.ConnectDockerAsync();
        var installed = new HelpCollector(connection.DockerPath, connection.Environment);
        var results = new List<(AbsolutePath, ToolSpecification, IReadOnlyList<HelpPage>, DriftReport)>();
        foreach (var tool in new[] { "buildx", "compose", "docker" })
        {
            var file = SpecificationsDirectory / $"{tool}.json";
            var specification = ToolSpecification.Parse(file.ReadAllText());
            var version = await installed.VersionAsync(specification);
            var pages = await installed.CollectAsync(specification);
            results.Add((file, specification, pages, SpecificationDrift.Compare(specification, version, pages)));
        }

        return results;
    }
}

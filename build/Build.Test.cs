using System.Xml;
using System.Xml.Linq;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;
using Serilog;

partial class Build
{
    [Parameter("Test category to run, such as Unit, Engine or EndToEnd. Default: all")]
    readonly string? Category;

    [Parameter("Run heavy test categories completely instead of a sample; always the case for --category Templates")]
    readonly bool Full;

    const long Gigabyte = 1_000_000_000;

    // Measured for all tests with samples: 6 GB for the compiled projects, the engine with its images and caches, and temporary files.
    const long NeededBytes = 8 * Gigabyte;

    // They build on the engine of IntegrationTests, which deletes images and caches there. Their projects take no part in a run with TestsTakeTurns.
    static readonly string[] s_engineProjects = ["Consumer.Tests", "Templates.Tests"];

    AbsolutePath TestResultsDirectory => RootDirectory / "artifacts" / "test-results";

    Target Compile => _ => _
        .Description("Compile everything, with analyzers")
        .Executes(() => DotNet("build Nuke.Docker.BuildKit.sln -c Release -nologo -v:q -p:FullAnalysis=true"));

    Target Test => _ => _
        .Description("Run the tests; results are written to artifacts/test-results")
        .DependsOn(Compile)
        .Produces(TestResultsDirectory / "*.trx")
        .Executes(() =>
        {
            TestResultsDirectory.CreateOrCleanDirectory();
            WarnOfSmallDisk();
            // Tests that are killed leave folders. In a folder of the run, they are deleted with it.
            AbsolutePath temporary = Directory.CreateTempSubdirectory("t-").FullName;
            // IntegrationTests, the first project, takes longer than all others together, and often waits for an engine.
            var exitCode = RunTests(RootDirectory / "Nuke.Docker.BuildKit.sln", temporary, "-p:TestsTakeTurns=true");
            foreach (var project in s_engineProjects)
                exitCode |= RunTests(RootDirectory / "tests" / project, temporary);
            DeleteTemporaryFiles(temporary);

            var results = TestResultsDirectory.GlobFiles("*.trx").Select(file => TestCounts.Read(file)).Aggregate(new TestCounts(0, 0, 0), (a, b) => a + b);
            (TestResultsDirectory / "summary.txt").WriteAllText($"{results}\n", eofLineBreak: false);
            ReportSummary(_ => _.AddPair("Passed", results.Passed).AddPair("Failed", results.Failed).AddPair("Skipped", results.Skipped));
            Assert.True(results.Passed + results.Failed > 0, Category is null ? "No test ran" : $"No test has the category '{Category}'");
            Assert.True(exitCode == 0 && results.Failed == 0, $"{results}: see {TestResultsDirectory}");
        });

    int RunTests(AbsolutePath project, AbsolutePath temporary, string properties = "")
    {
        var filter = Category is null ? "" : $" --filter TestCategory={Category}";
        return DotNet(
            $"test {project:dn} -c Release --no-build -nologo -v:q -m:2 {properties} "
            + $"--logger trx --logger console;verbosity=minimal --results-directory {TestResultsDirectory:dn}{filter}",
            new Dictionary<string, string>
            {
                ["DOCKER_BUILDKIT_TESTS_FULL"] = Full || Category == "Templates" ? "1" : "0",
                ["TMPDIR"] = temporary,
                ["TMP"] = temporary,
                ["TEMP"] = temporary,
            },
            check: false).ExitCode;
    }

    static IProcess DotNet(
        string arguments,
        Dictionary<string, string>? variables = null,
        bool check = true,
        Action<string>? print = null,
        AbsolutePath? directory = null)
    {
        var environment = EnvironmentInfo.Variables.ToDictionary(x => x.Key, x => x.Value);
        // A worker that outlives its build keeps the build's streams open.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        variables?.ForEach(x => environment[x.Key] = x.Value);
        var dotnet = Path.Combine(EnvironmentInfo.GetVariable("DOTNET_ROOT") ?? "", "dotnet");
        print ??= text => Log.Debug("{Line:l}", text);
        var process = ProcessTasks.StartProcess(dotnet, arguments, directory ?? RootDirectory, environment, logger: (_, line) => print(line));
        process.WaitForExit();
        return check ? process.AssertZeroExitCode() : process;
    }

    // On a full disk, tests fail for reasons that have nothing to do with what they test.
    static void WarnOfSmallDisk()
    {
        foreach (var folder in new[] { Path.GetTempPath(), (string)RootDirectory })
        {
            var free = new DriveInfo(folder).AvailableFreeSpace;
            if (free < NeededBytes)
                Log.Warning("The tests need up to {Needed} GB, and {Folder} has {Free} GB left", NeededBytes / Gigabyte, folder, free / Gigabyte);
        }
    }

    static void DeleteTemporaryFiles(AbsolutePath folder)
    {
        // A mount that a killed engine left may show files that aren't the run's own.
        var mounts = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/self/mountinfo") : "";
        if (mounts.Contains($" {folder}/", StringComparison.Ordinal))
        {
            Log.Warning("{Folder} contains mounts and is kept", folder);
            return;
        }

        var left = Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path).Split('-')[0]).Distinct().Order().ToList();
        if (left.Count > 0)
            Log.Debug("The tests left temporary files: {Names:l}", string.Join(", ", left));
        try
        {
            folder.DeleteDirectory();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.Warning("{Folder} could not be deleted: {Reason:l}", folder, exception.Message);
        }
    }

    sealed record TestCounts(int Passed, int Failed, int Skipped)
    {
        public static TestCounts operator +(TestCounts a, TestCounts b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

        public static TestCounts Read(string file)
        {
            XElement counters;
            try
            {
                counters = XDocument.Load(file).Descendants().Single(x => x.Name.LocalName == "Counters");
            }
            catch (Exception exception) when (exception is XmlException or InvalidOperationException)
            {
                // A full disk cuts files off. The other projects still count.
                Log.Error("{File} is incomplete and counts as one failed test: {Reason:l}", file, exception.Message);
                return new(0, 1, 0);
            }

            var (total, passed, executed) = (Number("total"), Number("passed"), Number("executed"));
            return new(passed, executed - passed, total - executed);
            int Number(string name) => (int)counters.Attribute(name)!;
        }

        public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
    }
}

using System.ComponentModel;
using System.Text.RegularExpressions;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Parameters;

public class ParameterSpecs : RunSpecs
{
    [TestCase("--configuration Release", "Configuration=Release")]
    [TestCase("--Configuration Release", "Configuration=Release")]
    [TestCase("--configuration Debug --configuration Release", "Configuration=Release")]
    [TestCase("", "Configuration=Debug")]
    [TestCase("--no-cache", "NoCache=True")]
    [TestCase("--nocache true", "NoCache=True")]
    [TestCase("--no-cache false", "NoCache=False")]
    [TestCase("--attempts 3", "Attempts=3")]
    [TestCase("", "Attempts=")]
    [TestCase("--strength high", "Strength=High")]
    [TestCase("--track beta", "Track=beta")]
    [TestCase("--tags a b", "Tags=a|b")]
    [TestCase("--tags a b --tags c", "Tags=c")]
    [TestCase("--tags", "Tags=")]
    [TestCase("--platforms linux/amd64,linux/arm64", "Platforms=linux/amd64|linux/arm64")]
    [TestCase("--timeout 00:01:30", "Timeout=00:01:30")]
    [TestCase("--registry-server r.example", "RegistryServer=r.example")]
    [TestCase("", "RegistryServer=docker.io")]
    [TestCase("--registry-push", "Push=True")]
    [TestCase("", "Push=False")]
    [TestCase("--renamed x", "Original=x")]
    [TestCase("--partition 2/3", "Partition=2/3")]
    public void The_command_line_gives_values(string arguments, string expected)
    {
        var exitCode = Run.Execute<Parametrized>(x => x.Show, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(exitCode, Is.Zero, Run.Output);
        Assert.That(TestRun.Ran, Does.Contain(expected));
    }

    [TestCase("Configuration", "Configuration=env")]
    [TestCase("CONFIGURATION", "Configuration=env")]
    [TestCase("NUKE_CONFIGURATION", "Configuration=env")]
    [TestCase("nuke-configuration", "Configuration=env")]
    [TestCase("REGISTRY_SERVER", "RegistryServer=env")]
    [TestCase("NUKE_REGISTRY_SERVER", "RegistryServer=env")]
    [TestCase("RegistryServer", "RegistryServer=env")]
    public void An_environment_variable_gives_a_value(string variable, string expected)
    {
        Run.Environment[variable] = "env";

        Run.Execute<Parametrized>(x => x.Show);

        Assert.That(TestRun.Ran, Does.Contain(expected));
    }

    [TestCase("VERBOSITY", "quiet", "WRN", false)]
    [TestCase("NUKE_VERBOSITY", "quiet", "WRN", false)]
    [TestCase("TARGET", "NeedsMore", "'NeedsMore' requires", true)]
    [TestCase("SKIP", "Show", "Show +Skipped", true)]
    [TestCase("HOST", "GitLab", "section_start", true)]
    public void A_parameter_of_the_host_needs_no_prefix_either(string variable, string value, string pattern, bool expected)
    {
        Run.Environment[variable] = value;

        Run.Execute<Parametrized>(x => x.Show);

        var matches = Regex.IsMatch(Run.Output, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.That(matches, Is.EqualTo(expected), Run.Output);
    }

    [Test]
    public void The_root_may_come_from_a_variable()
    {
        Run.Write("elsewhere/.nuke/parameters.json", """{ "Configuration": "elsewhere" }""");
        Run.Environment["ROOT"] = Path.Combine(Run.Root, "elsewhere");

        Run.Execute<Parametrized>(x => x.Show);

        Assert.That(TestRun.Ran, Does.Contain("Configuration=elsewhere"));
    }

    [Test]
    [Difference]
    public void Two_variables_for_one_parameter_are_refused()
    {
        Run.Environment["CONFIGURATION"] = "one";
        Run.Environment["NUKE_CONFIGURATION"] = "two";

        var exitCode = Run.Execute<Parametrized>(x => x.Show);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(Run.Output, Does.Contain("--configuration is given by the environment variables CONFIGURATION and NUKE_CONFIGURATION"));
    }

    [Test]
    public void The_command_line_goes_before_the_environment_and_that_before_the_file()
    {
        Run.Write(".nuke/parameters.json", """{ "Configuration": "file", "RegistryServer": "file", "Tags": ["x", "y"] }""");
        Run.Environment["CONFIGURATION"] = "env";
        Run.Environment["REGISTRY_SERVER"] = "env";

        Run.Execute<Parametrized>(x => x.Show, "--configuration", "argument");

        Assert.That(TestRun.Ran, Does.Contain("Configuration=argument").And.Contain("RegistryServer=env").And.Contain("Tags=x|y"));
    }

    [Test]
    public void A_profile_goes_before_the_common_file()
    {
        Run.Write(".nuke/parameters.json", """{ "Configuration": "common", "Attempts": 2 }""");
        Run.Write(".nuke/parameters.ci.json", """{ "Configuration": "ci" }""");

        Run.Execute<Parametrized>(x => x.Show, "--profile", "ci");

        Assert.That(TestRun.Ran, Does.Contain("Configuration=ci").And.Contain("Attempts=2"));
    }

    [TestCase("""{ "configuration": "Release" }""", "'configuration' in .nuke/parameters.json must be written 'Configuration'")]
    [TestCase("""{ "Tags": "a" }""", "--tags takes a list (given in .nuke/parameters.json): [\"a\"]")]
    [TestCase("""{ "Platforms": "linux/amd64,linux/arm64" }""", "--platforms takes a list")]
    [TestCase("""{ "Configuration": ["Release"] }""", "--configuration takes one value and not a list")]
    [TestCase("""{ "Roots": ["src"] }""", "--roots takes no paths from a file")]
    [TestCase("""{ "Token": "hunter2" }""", "'Token' is a secret and is given in .nuke/parameters.json as plain text")]
    [Difference]
    public void What_NUKE_does_not_read_from_a_file_is_refused(string file, string message)
    {
        Run.Write(".nuke/parameters.json", file);

        var exitCode = Run.Execute<Parametrized>(x => x.Show);

        Assert.That(exitCode, Is.EqualTo(2), Run.Output);
        Assert.That(Run.Output, Does.Contain(message).And.Not.Contain("hunter2"));
        Assert.That(TestRun.Ran, Is.Empty);
    }

    [TestCase("""{ "Flavors": ["sweet", "sour"] }""", "Flavors=sweet|sour")]
    [TestCase("""{ "Attempts": -1 }""", "Attempts=-1")]
    [TestCase("""{ "Attempts": "3", "NoCache": "true" }""", "Attempts=3")]
    [TestCase("""{ "Configuration": null }""", "Configuration=Debug")]
    public void A_file_gives_values(string file, string expected)
    {
        Run.Write(".nuke/parameters.json", file);

        Run.Execute<Parametrized>(x => x.Show);

        Assert.That(TestRun.Ran, Does.Contain(expected), Run.Output);
    }

    [Test]
    public void A_negative_number_comes_from_a_variable()
    {
        Run.Environment["ATTEMPTS"] = "-1";

        Run.Execute<Parametrized>(x => x.Show);

        Assert.That(TestRun.Ran, Does.Contain("Attempts=-1"));
    }

    [Test]
    public void A_private_parameter_of_a_base_class_is_not_one_of_the_build()
    {
        var exitCode = Run.Execute<Parametrized>(x => x.Show, "--hidden", "x");

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(Run.Output, Does.Contain("There is no parameter '--hidden'"));
    }

    [Test]
    public void A_property_with_nothing_to_set_fails_once_it_is_given()
    {
        Assert.That(Run.Execute<Parametrized>(x => x.Show), Is.Zero, Run.Output);
        Assert.That(Run.Execute<Parametrized>(x => x.Show, "--computed", "x"), Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("'Computed' can't be set"));
    }

    [Test]
    public void A_path_counts_from_the_working_directory_and_in_a_file_from_the_root()
    {
        Run.Write(".nuke/parameters.json", """{ "Output": "from/file" }""");

        Run.Execute<Parametrized>(x => x.Show, "--input", "from/argument");

        Assert.That(TestRun.Ran, Does.Contain($"Input={Run.Root}/from/argument").And.Contain($"Output={Run.Root}/from/file"));
    }

    [TestCase("--no-cahce", "There is no parameter '--no-cahce'. Did you mean --no-cache?")]
    [TestCase("--xyzzy-plugh", "There is no parameter '--xyzzy-plugh'. '--help' lists those that exist.")]
    [TestCase("--configuration=Release", "A space separates a parameter from its value: --configuration VALUE")]
    [TestCase("--tokn=hunter2", "There is no parameter '--tokn'. Did you mean --token?")]
    [TestCase("--attempts -1", "'-1' isn't a value, because it begins with a dash")]
    [TestCase("--no-cache yes", "--no-cache cannot be 'yes' (given on the command line): true or false is expected")]
    [TestCase("--no-cache 1", "--no-cache cannot be '1'")]
    [TestCase("--flavors sweet", "--flavors takes no values, because its type is List. Declare it as String[].")]
    [TestCase("--names sweet", "--names takes no values, because its type is IReadOnlyList. Declare it as String[].")]
    [TestCase("--platforms a,b c", "--platforms takes several values, or one value with ',' in it, but not both: a,b, c")]
    [TestCase("--verbositi quiet", "Did you mean --verbosity?")]
    [TestCase("--strength lofty", "--strength cannot be 'lofty' (given on the command line): allowed are High, Low")]
    [TestCase("--strength 1", "--strength cannot be '1'")]
    [TestCase("--track gamma", "--track cannot be 'gamma' (given on the command line): allowed are Beta, Stable")]
    [TestCase("--attempts many", "--attempts cannot be 'many' (given on the command line): a whole number is expected")]
    [TestCase("--configuration", "--configuration needs a value")]
    [TestCase("--configuration a b", "--configuration takes one value, but 2 were given on the command line: a, b")]
    [TestCase("--no-cache Show", "Targets come before all parameters")]
    [TestCase("--verbosity loud", "allowed are Minimal, Normal, Quiet, Verbose")]
    [TestCase("--host nowhere", "allowed are AzurePipelines, GitHubActions, GitLab, TeamCity, Terminal")]
    [TestCase("--partition 4/3", "a partition is written PART/TOTAL")]
    [TestCase("--profile none", "Profile 'none' has no file")]
    [Difference]
    public void What_cannot_be_is_refused_before_anything_runs(string arguments, string message)
    {
        var exitCode = Run.Execute<Parametrized>(x => x.Show, arguments.Split(' '));

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(Run.Output, Does.Contain(message).And.Not.Contain("hunter2"));
        Assert.That(TestRun.Ran, Is.Empty);
    }

    [Test]
    [Difference]
    public void A_parameters_file_that_does_not_parse_is_told_with_its_line()
    {
        Run.Write(".nuke/parameters.json", "{\n  \"Configuration\": oops\n}");

        var exitCode = Run.Execute<Parametrized>(x => x.Show);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(Run.Output, Does.Contain(".nuke/parameters.json is not valid JSON: line 2"));
    }

    [TestCase("HOST", "mymachine")]
    [TestCase("ROOT", "/")]
    [TestCase("VERBOSITY", "11")]
    [Difference]
    public void A_variable_of_another_program_is_left_alone(string variable, string value)
    {
        Run.Environment[variable] = value;

        Assert.That(Run.Execute<Parametrized>(x => x.Show), Is.Zero, Run.Output);
    }

    [TestCase(
        "NeedsToken",
        "Target 'NeedsToken' requires parameter --token (Token of the registry). Set it on the command line, as environment variable TOKEN")]
    [TestCase("NeedsHost", "")]
    [TestCase("NeedsAttempts", "requires parameter --attempts")]
    [TestCase("NeedsMore", "Target 'NeedsMore' requires")]
    public void Requirements_are_checked_before_anything_runs(string target, string message)
    {
        var exitCode = Run.Execute<Parametrized>(x => x.Show, "Show", target);

        Assert.That(exitCode, Is.EqualTo(message.Length == 0 ? 0 : 255));
        Assert.That(Run.Output, Does.Contain(message));
        Assert.That(TestRun.Ran.Count == 0, Is.EqualTo(message.Length > 0));
    }

    private enum Level
    {
        Low,
        High,
    }

    [TypeConverter(typeof(TypeConverter<Channel>))]
    private sealed class Channel : Enumeration
    {
        public static readonly Channel Stable = new() { Value = "stable" };
        public static readonly Channel Beta = new() { Value = "beta" };
    }

    [ParameterPrefix("Registry")]
    private interface IHazRegistry : INukeBuild
    {
        [Parameter("Where images go")] string Server => TryGetValue(() => Server) ?? "docker.io";
        [Parameter] bool Push => TryGetValue<bool?>(() => Push) ?? false;
    }

    private abstract class WithHidden : RecordingBuild
    {
        [Parameter] private readonly string hidden = "default";

        protected string Hidden => hidden;
    }

    private sealed class Parametrized : WithHidden, IHazRegistry
    {
        [Parameter] private readonly List<string> Flavors = [];
        [Parameter] private readonly AbsolutePath[] Roots = [];
        [Parameter] private string? Computed => Configuration;
        [Parameter] private IReadOnlyList<string> Names { get; } = [];
        [Parameter] private readonly string Configuration = "Debug";
        [Parameter] private readonly Level Strength = Level.Low;
        [Parameter] private readonly Channel Track = Channel.Stable;
        [Parameter(Separator = ",")] private readonly string[] Platforms = [];
        [Parameter(Name = "Renamed")] private readonly string Original = "";

        [Parameter] public bool NoCache { get; }
        [Parameter] public int? Attempts { get; set; }
        [Parameter] public string[] Tags { get; } = [];
        [Parameter] public TimeSpan Timeout { get; }
        [Parameter] public AbsolutePath? Input { get; }
        [Parameter] public AbsolutePath? Output { get; }
        [Parameter("Token of the registry."), Secret] public string? Token { get; }

        public Target Show => _ => _.Executes(() => Ran.AddRange(
        [
            $"Configuration={Configuration}", $"Strength={Strength}", $"Track={Track}", $"Platforms={string.Join('|', Platforms)}", $"Original={Original}",
            $"NoCache={NoCache}", $"Attempts={Attempts}", $"Tags={string.Join('|', Tags)}", $"Timeout={Timeout}", $"Input={Input}", $"Output={Output}",
            $"RegistryServer={((IHazRegistry)this).Server}", $"Push={((IHazRegistry)this).Push}", $"Partition={Partition}",
            $"Flavors={string.Join('|', Flavors)}", $"Roots={Roots.Length}", $"Computed={Computed}", $"Names={Names.Count}", $"Hidden={Hidden}",
        ]));

        public Target NeedsToken => _ => _.Requires(() => Token);
        public Target NeedsHost => _ => _.Requires(() => ((IHazRegistry)this).Server);
        public Target NeedsAttempts => _ => _.Requires(() => Attempts);
        public Target NeedsMore => _ => _.Requires(() => Tags.Length > 5);
    }
}

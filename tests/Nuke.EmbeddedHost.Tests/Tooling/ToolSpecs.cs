using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Tooling;

[Platform(Exclude = "Win")]
public class ToolSpecs : RunSpecs
{
    [TestCase("a b", "a|b")]
    [TestCase("\"a b\"", "a|b")]
    [TestCase("x \"a b\"", "x \"a b\"")]
    public void A_text_reaches_the_program_as_NUKE_passes_it(string arguments, string expected)
    {
        Run.Execute<Calling>(null, "--help");

        Assert.That(Arguments(arguments), Is.EqualTo(expected));
    }

    [Test]
    public void An_interpolated_string_keeps_its_quotes()
    {
        var value = "c d";

        Assert.That(Arguments($"x \"a b\" {value}"), Is.EqualTo("x|a b|c d"));
        Assert.That(Arguments($"{value}"), Is.EqualTo("c|d"), "a single value isn't quoted");
        Assert.That(Arguments($"{value:nq} {3,4:X} {(AbsolutePath)"/e f"}"), Is.EqualTo("c|d|3|/e f"));
        Assert.That(Arguments($"- {" "} -"), Is.EqualTo("-|-"), "white space is no value");
    }

    [Test]
    public void A_missing_value_is_an_error()
    {
        string? value = null;

        Assert.That(() => Arguments($"--name {value}"), Throws.ArgumentNullException);
    }

    [Test]
    [Difference]
    public void Quotes_in_a_text_with_spaces_are_warned_of()
    {
        Run.Execute<Calling>(x => x.Quoted);

        Assert.That(Run.Output, Does.Contain("and so become a single argument"));
    }

    [Test]
    [Difference]
    public void Braces_in_the_output_of_a_tool_stay_as_they_are()
    {
        Run.Execute<Calling>(x => x.Braces);

        Assert.That(Run.Output, Does.Contain("] {{x}} {y}"));
    }

    [Test]
    [Difference]
    public void A_required_program_is_looked_for_before_anything_runs()
    {
        var exitCode = Run.Execute<Calling>(x => x.Demanding, "Braces", "Demanding");

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Target 'Demanding' requires the program 'nosuchtool'").And.Not.Contain("{{x}}"));

        Run.Environment["NOSUCHTOOL_EXE"] = ToolPathResolver.GetPathExecutable("echo");
        Assert.That(Run.Execute<Calling>(x => x.Demanding), Is.Zero, Run.Output);
        Assert.That(Run.Output, Does.Contain("] found"));
    }

    [Test]
    public void A_tool_is_a_file()
        => Assert.That(() => ToolResolver.GetTool("no-such-tool"), Throws.ArgumentException.With.Message.Contain("no-such-tool"));

    [Test]
    public void A_variable_may_name_a_tool()
    {
        Run.Environment["ECHOER_EXE"] = ToolPathResolver.GetPathExecutable("echo");
        Run.Environment["BROKEN_EXE"] = "/no/such/file";
        Run.Execute<Calling>(null, "--help");

        Assert.That(ToolResolver.GetEnvironmentOrPathTool("echoer")("hello").StdToText(), Is.EqualTo("hello"));
        Assert.That(() => ToolResolver.TryGetEnvironmentTool("broken"), Throws.ArgumentException.With.Message.Contain("/no/such/file"));
        Assert.That(ToolResolver.TryGetEnvironmentTool("unset"), Is.Null);
    }

    [Test]
    public void A_shell_command_runs_in_bash()
    {
        if (!File.Exists("/bin/bash"))
            Assert.Ignore("This machine has no bash");
        using var process = ProcessTasks.StartShell("[[ -n $BASH_VERSION ]] && echo \"in bash\"");

        process.AssertZeroExitCode();

        Assert.That(process.Output.StdToText(), Is.EqualTo("in bash"));
        Assert.That(process.Arguments, Is.EqualTo("-c \"[[ -n $BASH_VERSION ]] && echo \\\"in bash\\\"\""));
    }

    [Test]
    public void A_secret_is_left_out_of_the_output_too()
    {
        using var process = ProcessTasks.StartProcess("echo", $"token {"s3cret":r}");

        process.AssertZeroExitCode();

        Assert.That(process.Output.StdToText(), Is.EqualTo("token [REDACTED]"));
    }

    [Test]
    public void A_library_is_started_by_dotnet()
    {
        var program = Path.Combine(TestContext.CurrentContext.TestDirectory, "SampleBuild.dll");
        using var process = ProcessTasks.StartProcess(program, "--help", workingDirectory: Run.Root);

        process.AssertZeroExitCode();

        Assert.That(process.Output.StdToText(), Does.Contain("Targets (with"));
    }

    private static string Arguments(ArgumentStringHandler arguments)
        => string.Join('|', ToolResolver.GetPathTool("printf")($"%s\\n {arguments.ToStringAndClear():nq}").Select(x => x.Text));

    private sealed class Calling : NukeBuild
    {
        [PathVariable] private readonly Tool NoSuchTool = null!;

        public Target Braces => _ => _.Executes(() => ToolResolver.GetPathTool("echo")("{{x}} {y}"));
        public Target Demanding => _ => _.Requires(() => NoSuchTool).Executes(() => NoSuchTool("found"));
        public Target Quoted => _ => _.Executes(() => ToolResolver.GetPathTool("echo")("x \"a b\""));
    }
}

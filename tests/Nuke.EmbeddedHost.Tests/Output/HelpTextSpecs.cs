using Nuke.Common;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Output;

public class HelpTextSpecs : RunSpecs
{
    [Test]
    public void Help_lists_targets_and_parameters()
    {
        var exitCode = Run.Execute<Documented>(x => x.Compile, "--help");

        Assert.That(exitCode, Is.Zero);
        Assert.That(TestRun.Ran, Is.Empty);
        Assert.That(Run.Output.ReplaceLineEndings("\n"), Does.StartWith("""
            Targets (with their direct dependencies):

              Restore
              Compile (default) -> Restore
                Compiles everything

            Parameters:

              --flavor     Which of the many flavors the result shall have, so long a text that it
                           does not fit into one line: Bitter or Sweet.
              --no-cache   <no description>.

              --continue   Indicates to continue a previously failed build attempt.

            """));
        Assert.That(Run.Output, Does.Contain("Default is 'Compile'").And.Not.Contain("Hidden").And.Not.Contain("--secret-knob"));
    }

    [Test]
    public void A_build_without_default_target_shows_its_help()
    {
        var exitCode = Run.Execute<Documented>(null);

        Assert.That(exitCode, Is.Zero);
        Assert.That(Run.Output, Does.Contain("Targets (with").And.Contain("Default is '<none>'"));
    }

    private enum Taste
    {
        Sweet,
        Bitter,
    }

    private sealed class Documented : RecordingBuild
    {
        [Parameter("Which of the many flavors the result shall have, so long a text that it does not fit into one line")]
        private readonly Taste Flavor = Taste.Sweet;

        [Parameter] public bool NoCache { get; }
        [Parameter(List = false)] public string? SecretKnob { get; }

        public Target Restore => _ => _.Executes(() => Ran.Add($"{Flavor}"));
        public Target Compile => _ => _.Description("Compiles everything").DependsOn(Restore).Executes(() => Ran.Add(nameof(Compile)));
        public Target Hidden => _ => _.Unlisted();
    }
}

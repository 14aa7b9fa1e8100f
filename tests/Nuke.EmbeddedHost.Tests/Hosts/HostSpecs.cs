using Nuke.Common;
using Nuke.EmbeddedHost.Tests.Runs;
using Serilog;

namespace Nuke.EmbeddedHost.Tests.Hosts;

public class HostSpecs : RunSpecs
{
    [TestCase("GITHUB_ACTIONS", "::group::Work", "::endgroup::Work", "::warning::50%25 [done]", "::error::Target Work failed: it's over")]
    [TestCase("GITLAB_CI", ":work\r\u001b[0KWork", "section_end:", "[WRN] 50% [done]", "[ERR] Target Work failed")]
    [TestCase(
        "TEAMCITY_VERSION",
        "##teamcity[blockOpened name='Work']",
        "##teamcity[blockClosed name='Work']",
        "text='50% |[done|]' status='WARNING'",
        "it|'s over' status='ERROR'")]
    [TestCase(
        "TF_BUILD",
        "##[group]Work",
        "##[endgroup]",
        "##vso[task.logissue type=warning;]50%AZP25 [done]",
        "##vso[task.logissue type=error;]Target Work failed")]
    [TestCase("NONE", "║ Work", "", "[WRN] 50% [done]", "[ERR] Target Work failed")]
    public void A_server_gets_its_groups_and_annotations(string variable, params string[] expected)
    {
        Run.Environment[variable] = "true";

        Run.Execute<Noisy>(x => x.Work);

        foreach (var text in expected)
            Assert.That(Run.Output, Does.Contain(text));
        Assert.That(TestRun.Ran, Does.Contain(variable == "NONE" ? "local" : "server"));
    }

    [Test]
    public void A_host_can_be_chosen()
    {
        Run.Execute<Noisy>(x => x.Work, "--host", "gitlab");

        Assert.That(Run.Output, Does.Contain("section_start:"));
    }

    [TestCase("normal", true, true)]
    [TestCase("minimal", false, true)]
    [TestCase("quiet", false, false)]
    public void Verbosity_decides_what_is_logged(string verbosity, bool information, bool warning)
    {
        Run.Execute<Noisy>(x => x.Work, "--verbosity", verbosity);

        Assert.That(Run.Output.Contains("[INF] halfway", StringComparison.Ordinal), Is.EqualTo(information));
        var printed = Run.Output.Contains("] 50% [done]", StringComparison.Ordinal) && Run.Output.Contains(" [WRN] ", StringComparison.Ordinal);
        Assert.That(printed, Is.EqualTo(warning));
    }

    [Test]
    public void Without_logo_the_first_line_is_the_builds()
    {
        Run.Execute<Noisy>(x => x.Work, "--no-logo");

        Assert.That(Run.Output, Does.Not.Contain("embedded host"));
    }

    private sealed class Noisy : RecordingBuild
    {
        public Target Work => _ => _.Executes(() =>
        {
            Ran.Add(IsServerBuild ? "server" : "local");
            Log.Information("halfway {{}}");
            Log.Warning("{Percent}% {State}", 50, "[done]");
            throw new IOException("it's over");
        });
    }
}

using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Parsing;

public sealed class StageNamesSpecs
{
    [TestCase("FROM scratch", "")]
    [TestCase("FROM python:3 AS builder\nRUN x\nFROM scratch as runtime", "builder,runtime")]
    [TestCase("from --platform=$BUILDPLATFORM python AS  builder \r\n", "builder")]
    [TestCase("FROM \\\n  python \\\n  # why\n  AS builder", "builder")]
    [TestCase("# FROM x AS no\nRUN echo FROM x AS no", "")]
    public void Names_are_read_after_AS(string dockerfile, string names)
    {
        Assert.That(StageNames.Of(dockerfile), Is.EqualTo(names.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }
}

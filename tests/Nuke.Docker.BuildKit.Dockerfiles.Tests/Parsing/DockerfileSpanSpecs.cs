using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Parsing;

/// <summary>Positions of the parts of a Dockerfile.</summary>
public sealed class DockerfileSpanSpecs
{
    private const string Text = """
        # syntax=docker/dockerfile:1
        # escape=\
        # the base
        FROM --platform=linux/amd64 python:3.13 AS base

        RUN --mount=type=cache,target=/c \
            # why
            pip install \
              a
        COPY --from=base ["x y", "/z"]
        RUN <<EOF
        one
        EOF
        ENV A=1 \
            B="2 3"
        """;

    private readonly Dockerfile _dockerfile = Dockerfile.Parse(Text);

    [Test]
    public void An_instruction_spans_its_lines_from_the_first_character_to_the_last()
    {
        var texts = _dockerfile.Instructions.Select(instruction => _dockerfile.TextOf(instruction.Span).Split('\n'));

        Assert.That(texts.Select(lines => lines.Length), Is.EqualTo([1, 4, 1, 3, 2]));
        Assert.That(
            _dockerfile.Instructions.Select(instruction => instruction.Lines),
            Is.EqualTo([new DockerfileLines(4, 4), new(6, 9), new(10, 10), new(11, 13), new(14, 15)]));
    }

    [Test]
    public void Each_part_has_its_position()
    {
        var from = (FromInstruction)_dockerfile.Instructions[0];
        var run = (RunInstruction)_dockerfile.Instructions[1];
        var copy = (CopyInstruction)_dockerfile.Instructions[2];
        var env = (EnvInstruction)_dockerfile.Instructions[4];

        SourceSpan[] pieces =
        [
            from.Image.Span, from.As!.Span, from.Alias!.Span, from.Flags[0].Span, run.Mounts[0].Span, copy.Sources[0].Span, copy.Destination.Span,
            env.Assignments[1].Span,
        ];

        Assert.That(
            pieces.Select(_dockerfile.TextOf),
            Is.EqualTo(["python:3.13", "AS", "base", "--platform=linux/amd64", "--mount=type=cache,target=/c", "\"x y\"", "\"/z\"", "B=\"2 3\""]));
        Assert.That((env.Assignments[1].Span.Line, env.Assignments[1].Span.Column), Is.EqualTo((15, 5)));
        Assert.That(run.Command.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(["pip", "install", "a"]));
    }

    [Test]
    public void Comments_and_directives_are_kept()
    {
        Assert.That(
            _dockerfile.Directives.Select(directive => (directive.Name, directive.Value)),
            Is.EqualTo([("syntax", "docker/dockerfile:1"), ("escape", "\\")]));
        Assert.That(_dockerfile.Comments.Select(comment => comment.Text), Is.EqualTo(["the base", "why"]));
        Assert.That(_dockerfile.Instructions[0].Comments.Select(comment => comment.Text), Is.EqualTo(["the base"]));
    }

    [TestCase("RUN <<A cat && <<-'B' cat\n\tone\nA\n\ttwo\n\tB\n", "A:\tone\n:True:False|B:\ttwo\n:False:True")]
    [TestCase("COPY <<one.txt <<\"two.txt\" /dir/\n1\none.txt\n2\ntwo.txt\n", "one.txt:1\n:True:False|two.txt:2\n:False:False")]
    public void Heredocs_have_content_and_options(string instruction, string expected)
    {
        var heredocs = Dockerfile.Parse($"FROM scratch\n{instruction}").Instructions[1].Heredocs;

        Assert.That(string.Join('|', heredocs.Select(heredoc => $"{heredoc.Name}:{heredoc.Content}:{heredoc.Expand}:{heredoc.Chomp}")), Is.EqualTo(expected));
    }
}

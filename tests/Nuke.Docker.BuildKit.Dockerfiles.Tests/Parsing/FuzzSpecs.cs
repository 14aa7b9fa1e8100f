using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Parsing;

/// <summary>
/// Reads random Dockerfiles and ignore files: no exception but that of the reader leaves it. The number of an input reproduces it. A million inputs with
/// <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.
/// </summary>
public sealed class FuzzSpecs
{
    private static readonly int s_count = FullRun.IsRequested ? 1_000_000 : 20_000;

    private static readonly string[] s_pieces =
    [
        "FROM", "from", "python:3.13-slim", "scratch", " AS ", "a", "ARG ", "ENV ", "A=b", "RUN ", "COPY ", "ADD ", "CMD ", "ENTRYPOINT ",
        "USER ", "WORKDIR ",
        "EXPOSE ", "SHELL ", "LABEL ", "ONBUILD ", "HEALTHCHECK ", "VOLUME ", "STOPSIGNAL ", "MAINTAINER ", "--from=", "--mount=",
        "type=cache", "type=bind",
        "type=secret", "target=/root/.cache/pip", "source=", "uid=", "sharing=locked", "mode=0777", "--link", "--chown=", "--chmod=",
        "--checksum=sha256:",
        "pip install ", "-r requirements.txt", "uv sync ", "--locked", "poetry install", "apt-get update && apt-get install -y gcc",
        "rm -rf /var/lib/apt/lists/*",
        "bash -c \"", "\"", "'", "`", "\\", "\n", "\r\n", "\r", "\t", " ", "$", "${", "}", "${X#?}", "${X%%*}", "${X/a/b}", "${X:-",
        "${X:+", "<<EOF\n", "EOF\n", "<<-'E'\n",
        "# syntax=", "# escape=`\n", "# check=skip=all\n", "#!", "\uFEFF", "\0", "😀", "\uD83D", "é", "[\"", "\", \"", "\"]", "[", "]",
        "*", "**/", "!", "/", "..", ".", "?",
        "[a-", "\\[", "^", "=", ",", ":", "@", "@sha256:", "https://", "git+https://x/y@main", "&&", "|", ";", "(", ")", "0", "65536/tcp",
        "80-90", "NONE", "--interval=5s",
    ];

    [Test]
    public void Dockerfiles_are_read_or_rejected() => Run(text =>
    {
        try
        {
            var dockerfile = Dockerfile.Parse(text);
            if (dockerfile.Text != text)
                throw new InvalidOperationException("the text changed");
            _ = DockerfileLinter.Lint(dockerfile);
        }
        catch (DockerfileParseException)
        {
            // Rejected, as by BuildKit.
        }
    });

    [Test]
    public void Fixes_of_random_Dockerfiles_can_be_read_and_end() => Run(
        text =>
        {
            try
            {
                var report = DockerfileFixer.Fix($"FROM python:3.13-slim\n{text}", "Dockerfile", [LintContext.None], _ => true);
                _ = Dockerfile.Parse(report.After);
            }
            catch (DockerfileParseException)
            {
                // Rejected, as by BuildKit.
            }
        },
        share: 10);

    [Test]
    public void Ignore_files_are_read_or_rejected() => Run(text =>
    {
        try
        {
            var file = DockerignoreFile.Parse(text);
            _ = new DockerignoreMatcher(file).Match("app/a b/[c]/😀.py");
            _ = DockerignoreWriter.Merge(text.Length > 200 ? text[..200] : text, [new DockerignoreSection("x", ["**/.env"])]);
        }
        catch (DockerignoreException)
        {
            // Rejected, as by BuildKit.
        }
    });

    private static void Run(Action<string> read, int share = 1) => Parallel.For(0, s_count / share, number =>
    {
        var text = Text(new Random(number));
        try
        {
            read(text);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"input {number}: {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}\n{text}", exception);
        }
    });

    private static string Text(Random random)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "" : "FROM a\n");
        for (var count = random.Next(1, 40); count > 0; count--)
        {
            text.Append(s_pieces[random.Next(s_pieces.Length)]);
            if (random.Next(5) == 0)
                text.Append((char)random.Next(1, 0x250));
        }

        return text.ToString();
    }
}

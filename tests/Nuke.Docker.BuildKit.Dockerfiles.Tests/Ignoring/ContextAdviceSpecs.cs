using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

/// <summary>Compares advice and new ignore files with the files in <c>Expected/</c>. <c>UPDATE_EXPECTED=1</c> writes them: review the difference.</summary>
public sealed class ContextAdviceSpecs
{
    private TemporaryDirectory _context = null!;

    [SetUp]
    public void Create() => _context = new TemporaryDirectory();

    [TearDown]
    public void Delete() => _context.Dispose();

    [Test]
    public void Every_secret_and_leftover_is_reported_with_its_reason()
    {
        foreach (var (rule, number) in ContextRules.Secrets.Concat(ContextRules.Dead).Concat(ContextRules.State).Select((rule, number) => (rule, number)))
            _context.Write(
                rule.Line.StartsWith("**/", StringComparison.Ordinal) ? $"folder{number:00}/{Name(rule.Line[3..])}" : rule.Line,
                new string('a', 100 - number));

        var advice = ContextAdvisor.Of(BuildContextReader.Read(_context.Path));

        Check("advice.txt", advice.Select(one => $"{one.Kind}  {one.Line}  {one.Reason}, such as {one.Example}"));
    }

    [TestCase("everything.dockerignore")]
    [TestCase("without-tests-and-docs.dockerignore")]
    [TestCase("only.dockerignore")]
    public void A_new_ignore_file_is_written(string name)
    {
        var template = name switch
        {
            "everything.dockerignore" => new DockerignoreTemplate(),
            "only.dockerignore" => new DockerignoreTemplate { Only = ["app", "requirements.txt"], Keep = ["README.md"], Drop = ["data"] },
            _ => new DockerignoreTemplate { DropTests = false, DropDocs = false, Keep = ["README.md", "dist"], Drop = ["data", "*.csv"] },
        };

        Check(name, DockerignoreWriter.ToText(template).Split('\n')[..^1]);
    }

    [TestCase("a*b?c", @"a\*b\?c")]
    [TestCase("[x]", @"\[x\]")]
    [TestCase(@"a\b", @"a\\b")]
    [TestCase("!a", @"\!a")]
    [TestCase("#a", @"\#a")]
    [TestCase("a!#", "a!#")]
    [Platform(Exclude = "Win")]
    public void A_name_is_escaped(string name, string line)
    {
        _context.Write($"{name}/pyvenv.cfg", "");

        var advice = ContextAdvisor.Of(BuildContextReader.Read(_context.Path)).Single();

        Assert.That((advice.Line, advice.Reason, advice.Example), Is.EqualTo((line, "virtual environment of this machine", $"{name}/")));
        Assert.That(new DockerignoreMatcher(DockerignoreFile.Parse(line)).Ignores(name), Is.True);
    }

    [Test]
    public void Files_of_one_line_are_summed_up_with_the_first_as_example()
    {
        _context.Write("a/__pycache__/x.pyc", "1");
        _context.Write("a/__pycache__/deep/y.pyc", "12");
        _context.Write("a/__pycache__z", "");
        _context.Write("b/__pycache__/z.pyc", "123");
        _context.Write("b/main.py", "1234");
        _context.Write(".env.example", "");

        Assert.That(
            ContextAdvisor.Of(BuildContextReader.Read(_context.Path)),
            Is.EqualTo(new[] { new ContextAdvice(ContextAdviceKind.Dead, "**/__pycache__", "compiled Python of this machine", 3, 6, "a/__pycache__/") }));
    }

    [TestCase(-1, false)]
    [TestCase(0, true)]
    public void A_file_is_big_from_10_MB(int more, bool big)
    {
        using (var file = File.Create(Path.Combine(_context.Path, "model.bin")))
            file.SetLength(10_000_000 + more);

        var advice = ContextAdvisor.Of(BuildContextReader.Read(_context.Path));

        Assert.That(
            advice.Select(one => (one.Kind, one.Reason)),
            Is.EqualTo(big ? [(ContextAdviceKind.Big, "big file")] : Array.Empty<(ContextAdviceKind, string)>()));
    }

    [Test]
    public void Lines_of_the_same_size_are_ordered_by_text()
    {
        foreach (var name in new[] { ".tox/x", ".git/x", ".nox/x" })
            _context.Write(name, "1");

        Assert.That(
            ContextAdvisor.Of(BuildContextReader.Read(_context.Path)).Select(one => one.Line),
            Is.EqualTo(new[] { "**/.git", "**/.nox", "**/.tox" }));
    }

    private static string Name(string pattern) => pattern.Replace("[cod]", "o", StringComparison.Ordinal).Replace('*', 'x');

    private static void Check(string name, IEnumerable<string> lines, [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source)!, "Expected", name);
        var text = string.Concat(lines.Select(line => $"{line}\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(path)));
    }
}

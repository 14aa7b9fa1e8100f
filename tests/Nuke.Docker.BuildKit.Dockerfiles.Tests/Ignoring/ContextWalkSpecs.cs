using System.Diagnostics;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

/// <summary>Walks real directories, and writes what was found as JSON and as a summary.</summary>
public sealed class ContextWalkSpecs
{
    private TemporaryDirectory _context = null!;

    [SetUp]
    public void Create() => _context = new TemporaryDirectory();

    [TearDown]
    public void Delete() => _context.Dispose();

    [Test]
    public void Entries_are_sent_in_the_order_of_directories_and_names()
    {
        foreach (var path in new[] { "b/z", "b/a", "a.txt", "a/x", "B", "ab" })
            _context.Write(path, "12");

        var listing = BuildContextReader.Read(_context.Path);

        Assert.That(
            listing.Entries.Select(entry => $"{entry.Path} {entry.Kind} {entry.Bytes}"),
            Is.EqualTo(new[] { "B File 2", "a Folder 0", "a/x File 2", "a.txt File 2", "ab File 2", "b Folder 0", "b/a File 2", "b/z File 2" }));
        Assert.That((listing.Files, listing.Bytes), Is.EqualTo((6, 12)));
    }

    [Test]
    public void The_order_is_the_same_on_several_processors()
    {
        _context.Write(".dockerignore", "d1?/x2\n");
        for (var file = 0; file < 400; file++)
            _context.Write($"d{file % 40}/x{file % 8}/f{file}", "1");

        var listing = BuildContextReader.Read(_context.Path);

        var files = listing.Entries.Where(entry => entry.Kind == BuildContextEntryKind.File).Select(entry => entry.Path).ToList();
        var expected = Enumerable.Range(0, 400).Where(file => file % 8 != 2 || file % 40 / 10 != 1).Select(file => $"d{file % 40}/x{file % 8}/f{file}")
            .Append(".dockerignore").OrderBy(path => path.Replace('/', '\0'), StringComparer.Ordinal);
        Assert.That(files, Is.EqualTo(expected));
        Assert.That(listing.Ignored.Select(entry => entry.Path), Is.EqualTo(["d10/x2", "d18/x2"]));
        Assert.That((listing.Files, listing.Bytes), Is.EqualTo((files.Count, files.Count - 1 + 7)));
    }

    [Test]
    public void Excluded_directories_are_sent_once_and_only_with_an_included_entry()
    {
        _context.Write(".dockerignore", "a\n!a/b/c/keep*\n!a/d/none\n");
        foreach (var path in new[] { "a/b/c/keep1", "a/b/c/keep2", "a/b/e/x", "a/d/x", "f" })
            _context.Write(path, "");

        var listing = BuildContextReader.Read(_context.Path);

        Assert.That(
            listing.Entries.Select(entry => entry.Path),
            Is.EqualTo(new[] { ".dockerignore", "a", "a/b", "a/b/c", "a/b/c/keep1", "a/b/c/keep2", "f" }));
        Assert.That(
            listing.Ignored.Select(entry => (entry.Path, entry.Folder, entry.Rule.Line)),
            Is.EqualTo(new[] { ("a/b/e", true, 1), ("a/d", true, 1), ("a/d/x", false, 1) }));
    }

    [Test]
    public void Nested_directories_without_an_included_entry_are_not_sent_with_a_later_one()
    {
        _context.Write(".dockerignore", "a\nb\n!*/x/keep\n");
        _context.Write("a/x/drop", "");
        _context.Write("b/x/keep", "");

        Assert.That(BuildContextReader.Read(_context.Path).Entries.Select(entry => entry.Path), Is.EqualTo(new[] { ".dockerignore", "b", "b/x", "b/x/keep" }));
    }

    [Test]
    [Platform(Exclude = "Win,MacOsX")]
    public void A_name_that_is_not_UTF_8_is_a_fault()
    {
        _context.Write(".dockerignore", "dropped*\n");
        _context.Write("\uFFFD", "");
        Shell(@"cd ""$0"" && : >""$(printf 'a\377')"" && : >""$(printf 'dropped\377')""");

        var faults = BuildContextReader.Read(_context.Path).Faults;
        // .NET does not delete names that it cannot represent.
        Shell(@"rm -- ""$0""/a* ""$0""/dropped*");

        Assert.That(faults.Select(fault => fault.ToString()), Is.EqualTo(new[]
        {
            "a\uFFFD: its name is not UTF-8, and BuildKit fails the build. "
            + "Rename it, or add it to .dockerignore with ? for each invalid character.",
        }));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Entries_that_cannot_be_read_are_faults()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Ignore("A privileged process can read everything");
        File.SetUnixFileMode(_context.Write("file", "x"), UnixFileMode.UserWrite);
        _context.Write("folder/x", "");
        File.SetUnixFileMode(Path.Combine(_context.Path, "folder"), UnixFileMode.UserWrite);

        Assert.That(BuildContextReader.Read(_context.Path).Faults.Select(fault => fault.ToString()), Is.EqualTo(new[]
        {
            "file: it cannot be read, and BuildKit sends it as an empty file without an error. Correct its permissions, or add it to .dockerignore.",
            "folder: the directory cannot be read, and BuildKit fails the build. Correct its permissions, or add it to .dockerignore.",
        }));
    }

    [Test]
    public void A_listing_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => BuildContextReader.Read(_context.Path, cancellationToken: new CancellationToken(canceled: true)));

    [Test]
    public void A_missing_context_is_reported_with_its_path()
    {
        var missing = Path.Combine(_context.Path, "none");

        var error = Assert.Throws<DirectoryNotFoundException>(() => BuildContextReader.Read(missing))!;

        Assert.That(error.Message, Is.EqualTo($"The build context {missing} does not exist. Correct its path."));
    }

    [Test]
    public void A_listing_is_written_as_JSON()
    {
        _context.Write("sub/.dockerignore", "*.log\nout\n");
        _context.Write("sub/a/ü.txt", "12345");
        _context.Write("sub/a.log", "");
        _context.Write("sub/out/x", "");
        File.CreateSymbolicLink(Path.Combine(_context.Path, "sub", "link"), "a");
        var file = Path.Combine(_context.Path, "context.json");

        BuildContextWriter.Write(BuildContextReader.Read(Path.Combine(_context.Path, "sub")), file);

        Assert.That(File.ReadAllText(file), Is.EqualTo(
            """
            {
              "schema": 1,
              "files": 3,
              "bytes": 15,
              "ignoreFile": ".dockerignore",
              "sent": [
                {
                  "path": ".dockerignore",
                  "kind": "File",
                  "bytes": 10
                },
                {
                  "path": "a",
                  "kind": "Folder",
                  "bytes": 0
                },
                {
                  "path": "a/ü.txt",
                  "kind": "File",
                  "bytes": 5
                },
                {
                  "path": "link",
                  "kind": "Link",
                  "bytes": 0
                }
              ],
              "ignored": [
                {
                  "path": "a.log",
                  "folder": false,
                  "line": 1,
                  "rule": "*.log"
                },
                {
                  "path": "out",
                  "folder": true,
                  "line": 2,
                  "rule": "out"
                }
              ]
            }

            """));
    }

    [Test]
    public void A_context_without_an_ignore_file_has_null_in_JSON() =>
        Assert.That(BuildContextWriter.ToJson(BuildContextReader.Read(_context.Path)), Does.Contain("  \"ignoreFile\": null,\n"));

    [Test]
    public void The_summary_of_a_big_context_is_short()
    {
        foreach (var number in Enumerable.Range(1, 8))
            _context.Write($"folder{number}/file", new string('a', number));
        _context.Write("deep/b/c/d/file", new string('a', 1000));
        _context.Write("deep/b/c/other", new string('a', 500));
        _context.Write("one", new string('a', 20));

        var lines = ContextSummary.Of(BuildContextReader.Read(_context.Path));

        Assert.That(lines, Is.EqualTo(new[]
        {
            $"11 files, 1.56 kB for COPY . . of {_context.Path}",
            "    1.5 kB  ████████████  deep/  2 files",
            "    1.5 kB  ████████████    b/  2 files",
            "    1.5 kB  ████████████      c/  2 files",
            "       8 B  ············  folder8/  1 file",
            "       7 B  ············  folder7/  1 file",
            "       6 B  ············  folder6/  1 file",
            "       5 B  ············  folder5/  1 file",
            "       4 B  ············  folder4/  1 file",
            "      26 B  ············  4 others",
            "no ignore file: all files are sent",
        }));
    }

    [Test]
    public void The_summary_counts_the_entries_that_each_line_excludes()
    {
        const string Names = "abcdefghijklmn";
        _context.Write(".dockerignore", string.Concat(Names.Select(name => $"{name}*\n")));
        foreach (var path in Names.Where(name => name is not ('c' or 'e')).Select(name => $"{name}0"))
            _context.Write(path, "");
        foreach (var path in new[] { "a1", "b1/file", "c1/file", "c2/file", "d1/file", "d2/file", "d3", "e1/file" })
            _context.Write(path, "");

        var lines = ContextSummary.Of(BuildContextReader.Read(_context.Path));

        Assert.That(lines.SkipWhile(line => !line.StartsWith("excluded", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "excluded by .dockerignore:",
            "  line 1    a*                        2 files, such as a0",
            "  line 2    b*                        1 folder, 1 file, such as b0",
            "  line 3    c*                        2 folders, such as c1/",
            "  line 4    d*                        2 folders, 2 files, such as d0",
            "  line 5    e*                        1 folder, such as e1/",
            "  line 6    f*                        1 file, such as f0",
            "  line 7    g*                        1 file, such as g0",
            "  line 8    h*                        1 file, such as h0",
            "  line 9    i*                        1 file, such as i0",
            "  line 10   j*                        1 file, such as j0",
            "  line 11   k*                        1 file, such as k0",
            "  line 12   l*                        1 file, such as l0",
            "  and 2 more lines",
        }));
    }

    [Test]
    public void A_context_without_content_is_summarized()
    {
        _context.Write("empty", "");

        Assert.That(ContextSummary.Of(BuildContextReader.Read(_context.Path)), Is.EqualTo(new[]
        {
            $"1 file, 0 B for COPY . . of {_context.Path}",
            "       0 B  ············  1 other",
            "no ignore file: all files are sent",
        }));
    }

    [Test]
    public void Directories_and_files_are_ordered_by_size_and_name()
    {
        foreach (var (path, bytes) in new[] { ("b/x", 5), ("a/x", 5), ("c/y", 9), ("c/x", 9), ("c/z", 10), ("s", 1), ("r", 1), ("t", 2) })
            _context.Write(path, new string('a', bytes));

        var root = ContextFolder.Of(BuildContextReader.Read(_context.Path));

        Assert.That((root.Path, root.Files, root.Bytes), Is.EqualTo(("", 8, 42)));
        Assert.That(root.Folders.Select(folder => (folder.Path, folder.Files, folder.Bytes)), Is.EqualTo(new[] { ("c", 3, 28L), ("a", 1, 5), ("b", 1, 5) }));
        Assert.That(root.OwnFiles.Select(file => file.Path), Is.EqualTo(new[] { "t", "r", "s" }));
        Assert.That(root.Folders[0].OwnFiles.Select(file => file.Path), Is.EqualTo(new[] { "c/z", "c/x", "c/y" }));
    }

    private void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command, _context.Path]))!;
        shell.WaitForExit();
    }
}

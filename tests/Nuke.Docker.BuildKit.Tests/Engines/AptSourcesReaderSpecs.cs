using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class AptSourcesReaderSpecs
{
    private static readonly OsRelease s_bookworm = new("debian", "bookworm", "Debian");

    [Test]
    public void Paragraphs_are_read()
    {
        const string text =
            """
            Types: deb deb-src
            # a comment between fields
            URIs: http://a.example/debian
            Suites: bookworm bookworm-updates
            Components: main contrib
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb-src
            URIs: http://b.example/debian
            Suites: bookworm
            Components: main

            Enabled: no
            Types: deb
            URIs: http://c.example/debian
            Suites: bookworm
            Components: main
            """;

        var sources = AptSourcesReader.ParseDeb822(text).ToList();

        Assert.That(sources, Has.Count.EqualTo(1));
        Assert.That(sources[0].Uri, Is.EqualTo("http://a.example/debian"));
        Assert.That(sources[0].Suites, Is.EqualTo(new[] { "bookworm", "bookworm-updates" }));
        Assert.That(sources[0].SignedBy, Is.EqualTo("/usr/share/keyrings/debian-archive-keyring.gpg"));
    }

    [Test]
    public void A_key_in_the_file_keeps_its_lines()
    {
        const string text = """
            Types: deb
            URIs: http://a.example/debian
            Suites: bookworm
            Components: main
            Signed-By:
             -----BEGIN PGP PUBLIC KEY BLOCK-----
             .
             abc

            """;

        var source = AptSourcesReader.ParseDeb822(text).Single();

        Assert.That(source.ToDeb822(["trixie"], ["main"], "amd64"), Does.EndWith("Signed-By: \n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n"));
    }

    [TestCase("deb http://a.example/debian bookworm main contrib", "http://a.example/debian", null)]
    [TestCase("deb [arch=amd64 signed-by=/k.gpg] http://a.example/debian bookworm main", "http://a.example/debian", "/k.gpg")]
    [TestCase("deb [ signed-by=/k.gpg ] http://a.example/debian bookworm main # comment", "http://a.example/debian", "/k.gpg")]
    public void Lines_are_read(string line, string uri, string? signedBy)
    {
        var source = AptSourcesReader.ParseLines($"# first\n{line}\n").Single();

        Assert.That((source.Uri, source.Suites[0], source.Components[0], source.SignedBy), Is.EqualTo((uri, "bookworm", "main", signedBy)));
    }

    [TestCase("deb-src http://a.example/debian bookworm main")]
    [TestCase("# deb http://a.example/debian bookworm main")]
    [TestCase("deb http://a.example/debian")]
    public void Other_lines_are_not(string line)
    {
        var sources = AptSourcesReader.ParseLines(line);

        Assert.That(sources, Is.Empty);
    }

    [Test]
    public void The_distributions_own_archive_is_found_among_third_parties()
    {
        var sources = AptSourcesReader.ParseLines(
            """
            deb https://apt.third.example bookworm main
            deb https://download.other.example/linux/debian bookworm stable
            deb http://mirror.example/debian-security bookworm-security main
            deb http://mirror.example/debian bookworm main
            """);

        var archive = AptSourcesReader.FindArchive(sources, s_bookworm);

        Assert.That(archive?.Uri, Is.EqualTo("http://mirror.example/debian"));
    }

    [Test]
    public void Third_parties_alone_are_no_archive()
    {
        var archive = AptSourcesReader.FindArchive(AptSourcesReader.ParseLines("deb https://apt.third.example bookworm main"), s_bookworm);

        Assert.That(archive, Is.Null);
    }

    [TestCase("ID=debian\nVERSION_CODENAME=bookworm\n", "debian", "bookworm", true)]
    [TestCase("ID=\"ubuntu\"\nVERSION_CODENAME=noble\n", "ubuntu", "noble", true)]
    [TestCase("ID=alpine\n", "alpine", null, false)]
    public void The_release_file_names_distribution_and_suite(string text, string id, string? codename, bool supported)
    {
        var release = OsRelease.Parse(text.Split('\n'));

        Assert.That((release.Id, release.Codename, release.HasDebianPackages), Is.EqualTo((id, codename, supported)));
    }

    [Test]
    public void Candidates_are_read_of_many_packages_at_once()
    {
        const string output = """
            runc:
              Installed: (none)
              Candidate: 1.1.5+ds1-1
              Version table:
                 1.1.5+ds1-1 500
            virtual:
              Installed: (none)
              Candidate: (none)

            """;

        var versions = AptArchive.ParsePolicy(output);

        Assert.That(versions, Is.EqualTo(new Dictionary<string, string> { ["runc"] = "1.1.5+ds1-1" }));
    }
}

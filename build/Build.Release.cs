using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Utilities.Collections;
using Serilog;

// What a release needs beyond Pack.
partial class Build
{
    [Parameter("Take the version of the packages from the Git tag, such as v1.4.0. Default: the version in Directory.Build.props")]
    readonly bool VersionFromTag;

    [Parameter("Address of the repository for package metadata and help links. Default: none")]
    readonly string? RepositoryUrl;

    [Parameter("Version of the packages with which the public API must be compatible, such as 1.3.0. Default: not compared")]
    readonly string? BaselineVersion;

    string ReleaseProperties => string.Concat(
        VersionFromTag ? "-p:VersionFromTag=true " : "",
        PackageIdBase is null ? "" : $"-p:PackageIdBase={PackageIdBase} ",
        BaselineVersion is null ? "" : $"-p:PackageValidationBaselineVersion={BaselineVersion} ",
        RepositoryUrl is null ? "" : $"-p:RepositoryUrl={RepositoryUrl} ");

    Target ValidatePackages => _ => _
        .Description("Check the packages in artifacts/packages: one version, metadata, documentation, symbols, and nothing of this machine")
        .After(Pack)
        .Executes(() =>
        {
            var packages = PackagesDirectory.GlobFiles("*.nupkg").Select(file => PackageContent.Read(file)).ToList();
            var problems = packages.SelectMany(package => package.Problems(packages).Concat(package.FileProblems(RootDirectory))).ToList();
            problems.ForEach(problem => Log.Error("{Problem:l}", problem));
            ReportSummary(_ => _.AddPair("Packages", packages.Count).AddPair("Problems", problems.Count));
            Assert.True(packages.Count > 0, $"There are no packages in {PackagesDirectory}: run Pack first.");
            Assert.True(problems.Count == 0, "The packages can't be released: see above.");
        });

    sealed record PackageContent(string File, string Id, string Version, XElement Metadata, IReadOnlyDictionary<string, string> Projects)
    {
        public static PackageContent Read(string file)
        {
            using var archive = ZipFile.OpenRead(file);
            var metadata = XDocument.Parse(Text(Entries(archive, ".nuspec").Single())).Root!.Elements().Single();
            var projects = Entries(archive, ".csproj").ToDictionary(entry => entry.FullName, Text);
            return new(file, Value(metadata, "id")!, Value(metadata, "version")!, metadata, projects);
        }

        public IEnumerable<string> Problems(IReadOnlyCollection<PackageContent> packages)
        {
            foreach (var name in new[] { "license", "readme", "icon", "description", "authors" }.Where(name => Value(Metadata, name) is null))
                yield return $"{Id} has no {name}.";
            if (packages.First() is var first && first.Version != Version)
                yield return $"{Id} has version {Version}, and {first.Id} {first.Version}.";
            var ours = packages.Select(package => package.Id).ToHashSet();
            foreach (var (user, id, version) in Uses().Where(use => ours.Contains(use.Id) && use.Version != Version))
                yield return $"{user} {Version} uses {id} {version}.";
            foreach (var (user, id, _) in Uses().Where(use => use.Id.StartsWith("Nuke.Docker.BuildKit", StringComparison.Ordinal) && !ours.Contains(use.Id)))
                yield return $"{user} uses {id}, which is none of these packages.";
        }

        // What the files of a package must and must not contain.
        public IEnumerable<string> FileProblems(string root)
        {
            using var archive = ZipFile.OpenRead(File);
            var names = archive.Entries.Select(entry => entry.FullName).ToList();
            foreach (var library in names.Where(name => name.StartsWith("lib/", StringComparison.Ordinal) && name.EndsWith(".dll", StringComparison.Ordinal)))
            {
                if (!names.Contains(Path.ChangeExtension(library, ".xml")))
                    yield return $"{Id} has no documentation of {library}.";
                if (!System.IO.File.Exists(Path.ChangeExtension(File, ".snupkg")))
                    yield return $"{Id} has no package with symbols.";
            }

            foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith("build", StringComparison.Ordinal)))
            {
                var others = XDocument.Parse(Text(entry)).Root!.Descendants().Where(element => element.Name.LocalName is not ("ItemGroup" or "Using")).ToList();
                if (others.Count > 0)
                    yield return $"{Id}: {entry.FullName} changes the build of its users: {others[0].Name.LocalName}.";
            }

            foreach (var entry in archive.Entries.Where(entry => Contains(entry, root)))
                yield return $"{Id}: {entry.FullName} contains the path {root} of this machine.";
            foreach (var problem in ToolProblems(archive))
                yield return problem;
            if (Value(Metadata, "license") is { } license && license != "MIT")
                yield return $"{Id} has the license {license}.";
        }

        // The package of the tool names one for each platform, in which all assemblies are compiled ahead of time; "any" is for the other platforms.
        IEnumerable<string> ToolProblems(ZipArchive archive)
        {
            foreach (var settings in Entries(archive, "DotnetToolSettings.xml").Select(entry => XDocument.Parse(Text(entry))))
            {
                var runtimes = settings.Descendants("RuntimeIdentifierPackage").Select(element => (string)element.Attribute("RuntimeIdentifier")!).ToList();
                if (runtimes.Count > 0 && !runtimes.Contains("any"))
                    yield return $"{Id} has no package for other platforms: any.";
                foreach (var runtime in runtimes.Where(runtime => !System.IO.File.Exists(File.Replace(Id, $"{Id}.{runtime}", StringComparison.Ordinal))))
                    yield return $"{Id} names {Id}.{runtime}, which is none of these packages.";
            }

            var assemblies = Entries(archive, ".dll").Where(entry => entry.FullName.StartsWith("tools/", StringComparison.Ordinal));
            foreach (var assembly in assemblies.Where(entry => IsCompiledAhead(entry) == entry.FullName.Contains("/any/", StringComparison.Ordinal)))
                yield return $"{Id}: {assembly.FullName} is {(IsCompiledAhead(assembly) ? "" : "not ")}compiled ahead of time.";
        }

        static bool IsCompiledAhead(ZipArchiveEntry assembly)
        {
            using var stream = assembly.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            content.Position = 0;
            using var reader = new PEReader(content);
            return reader.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
        }

        static bool Contains(ZipArchiveEntry entry, string text)
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            var bytes = content.ToArray().AsSpan();
            return bytes.IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0 || bytes.IndexOf(System.Text.Encoding.Unicode.GetBytes(text)) >= 0;
        }

        // The dependencies of the package, and the references of the projects that it carries.
        IEnumerable<(string User, string Id, string Version)> Uses() =>
            Metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(dependency => (Id, (string)dependency.Attribute("id")!, (string)dependency.Attribute("version")!))
                .Concat(Projects.SelectMany(project => XDocument.Parse(project.Value).Descendants("PackageReference")
                    .Select(reference => ($"{project.Key} in {Id}", (string)reference.Attribute("Include")!, (string)reference.Attribute("Version")!))));

        static IEnumerable<ZipArchiveEntry> Entries(ZipArchive archive, string extension) =>
            archive.Entries.Where(entry => entry.FullName.EndsWith(extension, StringComparison.Ordinal));

        static string Text(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }

        static string? Value(XElement metadata, string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
    }
}

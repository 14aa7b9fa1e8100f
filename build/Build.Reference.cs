using Nuke.Common;
using Nuke.Common.IO;
using Serilog;

// The reference pages are written from the code; a unit test fails while a page differs from it.
partial class Build
{
    const string ReferenceProject = "tools/Reference/Reference.csproj";

    AbsolutePath ReferenceDirectory => RootDirectory / "docs" / "reference";

    Target Reference => _ => _
        .Description("Generate docs/reference from the code: targets, parameters, exit codes and lint rules")
        .Produces(ReferenceDirectory / "*.md")
        .Executes(() => DotNet($"run --project {ReferenceProject} -c Release -- {ReferenceDirectory:dn}", print: line => Log.Information("{Line:l}", line)));
}

using Nuke.Common;
using Nuke.Common.IO;

partial class Build
{
    AbsolutePath PicturesDirectory => RootDirectory / "docs" / "images";

    Target Screenshots => _ => _
        .Description("Take the pictures of docs/images; needs chromium (apt-get install chromium)")
        .Produces(PicturesDirectory / "*.png")
        .Executes(() =>
        {
            PicturesDirectory.CreateDirectory();
            DotNet(
                "test tests/Pages.Tests -c Release -nologo -v:q --filter Name~Screenshots",
                new Dictionary<string, string> { ["SCREENSHOTS"] = PicturesDirectory });
        });
}

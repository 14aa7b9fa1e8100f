using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public class BuildOutputSpecs
{
    private static IEnumerable<TestCaseData> Outputs =>
    [
        Row(new ImageOutput { Names = ["a", "b"], Push = true, Unpack = false, Store = true }, "type=image,\"name=a,b\",push=true,unpack=false,store=true"),
        Row(
            new RegistryOutput { Compression = CacheCompression.Zstd, CompressionLevel = 3, ForceCompression = true, OciMediaTypes = true },
            "type=registry,compression=zstd,compression-level=3,force-compression=true,oci-mediatypes=true"),
        Row(new OciOutput("o") { Tar = false, RewriteTimestamp = true }, "type=oci,dest=o,rewrite-timestamp=true,tar=false"),
        Row(new DockerOutput { Context = "other" }, "type=docker,context=other"),
        Row(new TarOutput("-"), "type=tar,dest=-"),
        Row(new LocalOutput("out") { PlatformSplit = false, Mode = LocalOutputMode.Delete }, "type=local,dest=out,platform-split=false,mode=delete"),
        Row(
            new ImageOutput { Annotations = [new("k", "v,w", new AnnotationTarget(AnnotationLevel.Manifest, "linux/amd64")), new("k", "v")] },
            "type=image,\"annotation-manifest[linux/amd64].k=v,w\",annotation.k=v"),
        Row(BuildOutput.CacheOnly, "type=cacheonly"),
    ];

    [TestCaseSource(nameof(Outputs))]
    public void An_output_becomes_one_line(BuildOutput output, string expected)
    {
        Assert.That(output.ToArgument().Value, Is.EqualTo(expected));
    }

    [Test]
    public void A_bare_path_is_a_folder_and_a_dash_is_a_tar_on_standard_output()
    {
        Assert.That(BuildOutput.Parse("out").ToString(), Is.EqualTo("type=local,dest=out"));
        Assert.That(BuildOutput.Parse("-").ToString(), Is.EqualTo("type=tar,dest=-"));
    }

    [TestCase("type=local,dest=-", "--output type=local, dest: a folder cannot be written to standard output")]
    [TestCase("type=oci", "--output type=oci, dest: must not be empty")]
    [TestCase("type=image,compresion=zstd", "--output type=image, compresion: the attribute does not exist; did you mean compression")]
    [TestCase("type=image,compression=lz4", "--output type=image, compression: 'lz4' is not allowed; use uncompressed, gzip, estargz, zstd")]
    [TestCase("type=local,dest=x,push=true", "--output type=local, push: the attribute does not exist")]
    [TestCase("type=image,annotation-everything.k=v", "--output, annotation-everything.k: 'everything' is not a level")]
    public void What_the_exporter_would_ignore_or_refuse_is_told(string line, string expected)
    {
        Assert.That(() => BuildOutput.Parse(line), Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith(expected));
    }

    private static TestCaseData Row(BuildOutput output, string expected) => new TestCaseData(output, expected).SetArgDisplayNames(expected);
}

using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An image in the builder's own store, from where it may be pushed: <c>type=image</c>.</summary>
public record ImageOutput : ContainerOutput
{
    /// <summary>Into the store alone, unless <see cref="Push"/> says otherwise.</summary>
    public ImageOutput()
        : base("image")
    {
    }

    private protected ImageOutput(string type)
        : base(type)
    {
    }

    /// <summary><c>push</c> to the registry that the names name; <c>null</c> is <c>false</c>, and <c>true</c> for <c>registry</c>.</summary>
    public bool? Push { get; init; }

    /// <summary><c>push-by-digest</c>: pushes without a tag; <c>null</c> is <c>false</c>. The docker driver can't.</summary>
    public bool? PushByDigest { get; init; }

    /// <summary><c>registry.insecure</c>: allows HTTP and certificates that don't verify; <c>null</c> is <c>false</c>.</summary>
    public bool? Insecure { get; init; }

    /// <summary><c>dangling-name-prefix</c>: names the image <c>prefix@digest</c> as well; <c>null</c> doesn't.</summary>
    public string? DanglingNamePrefix { get; init; }

    /// <summary><c>name-canonical</c>: names the image <c>name@digest</c> as well; <c>null</c> is <c>false</c>.</summary>
    public bool? NameCanonical { get; init; }

    /// <summary><c>unpack</c>: unpacks the image so that it can run; <c>null</c> is <c>false</c>. For workers with an image store, as containerd is.</summary>
    public bool? Unpack { get; init; }

    /// <summary><c>store</c>: keeps the image in the worker's store; <c>null</c> is <c>true</c>.</summary>
    public bool? Store { get; init; }

    internal static ImageOutput Read(FlagAttributes _) => new ImageOutput().With(_);

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        base.Write(_);
        _.Add("push", Push);
        _.Add("push-by-digest", PushByDigest);
        _.Add("registry.insecure", Insecure);
        _.Add("dangling-name-prefix", DanglingNamePrefix);
        _.Add("name-canonical", NameCanonical);
        _.Add("unpack", Unpack);
        _.Add("store", Store);
    }

    private protected ImageOutput With(FlagAttributes _) => this.WithImage(_) with
    {
        Push = _.Bool("push"),
        PushByDigest = _.Bool("push-by-digest"),
        Insecure = _.Bool("registry.insecure"),
        DanglingNamePrefix = _.Text("dangling-name-prefix"),
        NameCanonical = _.Bool("name-canonical"),
        Unpack = _.Bool("unpack"),
        Store = _.Bool("store"),
    };
}

using System.Reflection;
using Nuke.Common;

namespace Nuke.EmbeddedHost.Tests.PublicApi;

/// <summary>Code that compiles against the embedded host compiles against NUKE.</summary>
public class PublicApiSpecs
{
    private static readonly Assembly Host = typeof(NukeBuild).Assembly;

    [Test]
    public void Every_public_signature_is_one_of_nuke()
    {
        var known = NukeApi.Signatures(NukeApi.RequireDirectory());

        var own = ApiListing.Types(Host).SelectMany(ApiListing.Signatures).ToList();

        Assert.That(own, Has.Count.GreaterThan(300));
        Assert.That(own.Where(x => !known.Contains(x)), Is.Empty);
    }

    [Test]
    public void Every_public_type_is_what_it_is_in_nuke()
    {
        var known = NukeApi.Types(NukeApi.RequireDirectory());

        var own = ApiListing.Types(Host).Select(x => (Name: TypeNames.Of(x), Kind: TypeKinds.Of(x))).ToList();

        Assert.That(own.Where(x => !known[x.Name].Contains(x.Kind)).Select(x => $"{x.Name} | {x.Kind}"), Is.Empty);
    }

    [Test]
    public void Every_generic_method_has_the_constraints_of_nuke()
    {
        var known = NukeApi.Types(NukeApi.RequireDirectory());

        var own = ApiListing.Types(Host).SelectMany(ApiListing.Methods).Where(x => x.IsGenericMethod)
            .Select(x => (Name: ApiListing.Name(x), Constraints: TypeKinds.Constraints(x.GetGenericArguments()).Trim()));

        Assert.That(own.Where(x => !(x.Constraints.Length == 0 ? !known.Contains(x.Name) : known[x.Name].Contains(x.Constraints))), Is.Empty);
    }

    [TestCase("Nuke.Common.NukeBuild.ExitCode.get -> int?", typeof(NukeBuild))]
    [TestCase("protected virtual Nuke.Common.NukeBuild.OnBuildFinished() -> void", typeof(NukeBuild))]
    [TestCase("static Nuke.Common.NukeBuild.Verbosity.set -> void", typeof(NukeBuild))]
    [TestCase("const Nuke.Common.IO.AbsolutePath.DoubleQuote = \"d\" -> string", typeof(Common.IO.AbsolutePath))]
    [TestCase("Nuke.Common.Verbosity.Quiet = 3 -> Nuke.Common.Verbosity", typeof(Verbosity))]
    public void The_listing_writes_signatures_as_recorded(string signature, Type type)
        => Assert.That(ApiListing.Signatures(type), Does.Contain(signature));
}

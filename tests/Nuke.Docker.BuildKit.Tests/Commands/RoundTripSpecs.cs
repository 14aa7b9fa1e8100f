using System.Collections;
using DockerTestSupport;
using FsCheck;
using FsCheck.Fluent;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>Round trips of random values: value → argument → the same value.</summary>
public class RoundTripSpecs
{
    [Test]
    public void Fields_are_read_as_they_were_written() => Holds(
        AnyText.Some.NonEmptyListOf(),
        fields => fields.Aggregate(new CsvWriter(), (csv, field) => csv.Add(field)).ToArgument().Value,
        line => CsvReader.Fields(line, "--flag"));

    [Test]
    public void A_cache_to_write() => Holds(AnyValue.CacheTo, Argument, CacheTo.Parse);

    [Test]
    public void A_cache_to_read() => Holds(AnyValue.CacheFrom, Argument, CacheFrom.Parse);

    [Test]
    public void An_output() => Holds(AnyValue.Output, Argument, BuildOutput.Parse);

    [Test]
    public void An_attestation() => Holds(AnyValue.Attestation, Argument, Attestation.Parse);

    [Test]
    public void A_shorthand_of_an_attestation()
    {
        Holds(AnyValue.Provenance.Where(one => one.Disabled is null), one => one.ToShorthand(), ProvenanceAttestation.ParseShorthand);
        Holds(AnyValue.Sbom.Where(one => one.Disabled is null), one => one.ToShorthand(), SbomAttestation.ParseShorthand);
    }

    [Test]
    public void An_annotation() => Holds(AnyValue.Annotation, Argument, Annotation.Parse);

    [Test]
    public void A_secret() => Holds(AnyValue.Secret, Argument, BuildSecret.Parse);

    [Test]
    public void A_platform() => Holds(AnyValue.Platform, Argument, name => new Platform(name));

    [Test]
    public void A_normalised_platform_stays_as_it_is() =>
        Holds(AnyValue.Platform.Select(platform => platform.Normalize()), Argument, name => new Platform(name).Normalize());

    [Test]
    public void A_limit() => Holds(AnyValue.Ulimit, Argument, Ulimit.Parse);

    [Test]
    public void A_call() => Holds(AnyValue.Call, Argument, BuildCall.Parse);

    [Test]
    public void A_policy() => Holds(AnyValue.Policy, Argument, BuildPolicy.Parse);

    [Test]
    public void A_resource() => Holds(AnyValue.Resource, Argument, ResourceLimit.Parse);

    [Test]
    public void Agents_and_keys() => Holds(AnyValue.Ssh, Argument, Ssh.Parse);

    [Test]
    public void A_host() => Holds(AnyValue.Host, Argument, ExtraHost.Parse);

    [Test]
    public void An_entitlement() => Holds(AnyValue.Granted, Argument, Entitlement.Parse);

    [Test]
    public void What_a_bake_may_do() => Holds(AnyValue.Access, Argument, BakeAccess.Parse);

    [Test]
    public void An_override() => Holds(AnyValue.Override, Argument, BakeOverride.Parse);

    [Test]
    public void A_drivers_option() => Holds(AnyValue.DriverOption, Argument, DriverOption.Parse);

    [Test]
    public void A_mount() => Holds(AnyValue.Mount, Argument, ContainerMount.Parse);

    [Test]
    public void A_port() => Holds(AnyValue.Port, Argument, PublishedPort.Parse);

    [Test]
    public void A_policy_of_restarts() => Holds(AnyValue.Restart, Argument, RestartPolicy.Parse);

    [Test]
    public void An_image_by_its_short_and_by_its_whole_name()
    {
        Holds(AnyValue.Image, image => image.Familiar, ImageReference.Parse);
        Holds(AnyValue.Image, image => image.ToString(), ImageReference.Parse);
    }

    [Test]
    public void A_duration() => Holds(AnyValue.Duration, GoDuration.Format, text => GoDuration.Parse(text, "--timeout"));

    [Test]
    public void A_size() => Holds(Gen.Choose(0, int.MaxValue).Select(bytes => new ByteSize(bytes * 1024L)), Argument, text => ByteSize.ParseBinary(text));

    [Test]
    public void A_context() => Holds(
        from name in AnyText.Word
        from source in Gen.OneOf(
            AnyText.Word.Select(ContextSource.Local),
            AnyText.Word.Select(word => ContextSource.Git($"https://host/{word}.git", word, "sub")),
            AnyText.Word.Select(word => ContextSource.Http($"https://host/{word}")),
            AnyText.Word.Select(word => ContextSource.DockerImage(word)),
            AnyText.Word.Select(word => ContextSource.OciLayout(word, word)),
            AnyText.Word.Select(ContextSource.Target))
        select new NamedContext(name, source),
        Argument,
        NamedContext.Parse);

    [Test]
    public void A_secret_attribute_never_shows()
    {
        const string Hidden = "hush-hush";

        Prop.ForAll(
            Arb.From(AnyValue.CacheTo.Where(entry => entry is S3CacheTo or GhaCacheTo or AzblobCacheTo).Select(entry => entry switch
            {
                S3CacheTo s3 => s3 with { SecretAccessKey = Hidden, AccessKeyId = Hidden, SessionToken = Hidden },
                GhaCacheTo gha => gha with { Token = Hidden, GitHubToken = Hidden },
                AzblobCacheTo azblob => (CacheTo)(azblob with { SecretAccessKey = Hidden }),
                _ => entry,
            })),
            entry => entry.ToArgument().Value.Contains(Hidden, StringComparison.Ordinal) && !entry.ToString().Contains(Hidden, StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();
    }

    private static string Argument(IArgumentValue value) => value.ToArgument().Value;

    private static string Argument(ByteSize value) => value.ToArgument().Value;

    private static void Holds<T, TParsed>(Gen<T> values, Func<T, string> write, Func<string, TParsed> parse) =>
        Prop.ForAll(Arb.From(values), value =>
        {
            var text = write(value);
            var parsed = parse(text);
            return Same(value, parsed) ? true : throw new AssertionException($"{text} was read as {parsed}");
        }).QuickCheckThrowOnFailure();

    // Records compare lists by reference: here their properties are compared, and lists by their items.
    private static bool Same(object? one, object? other)
    {
        if (one is null || other is null || one is string or System.Net.IPAddress or ValueType and not IEnumerable)
            return Equals(one, other);
        if (one is IEnumerable items)
            return other is IEnumerable others && items.Cast<object?>().SequenceEqual(others.Cast<object?>(), EqualityComparer<object?>.Create(Same, _ => 0));
        return one.GetType() == other.GetType()
            && one.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.GetMethod is { IsStatic: false })
                .All(property => Same(property.GetValue(one), property.GetValue(other)));
    }
}

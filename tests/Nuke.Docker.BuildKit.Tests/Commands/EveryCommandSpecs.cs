using System.Reflection;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>
/// Each command of the specifications has settings, and each of its flags has a verb that renders the value as the tool expects it. No other exists.
/// </summary>
public class EveryCommandSpecs
{
    // Not a flag: the password of a login is passed on standard input.
    private static readonly string[] s_written = ["docker login Password"];

    private static readonly ILookup<string, Type> s_settings = typeof(DockerSettings).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<CliCommandAttribute>() is not null)
        .ToLookup(type => type.GetCustomAttribute<CliCommandAttribute>()!.Name);

    private static readonly ILookup<string, MethodInfo> s_verbs = typeof(DockerSettings).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: true, IsSealed: true, IsPublic: true })
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .ToLookup(method => method.Name);

    private static IEnumerable<TestCaseData> Commands => SpecifiedRows.All.Select(command => new TestCaseData(command).SetArgDisplayNames(command.Line));

    [Test]
    public void Each_command_has_one_settings_record_and_no_record_is_without_a_command()
    {
        Assert.That(s_settings.Select(group => group.Key), Is.EquivalentTo(SpecifiedRows.All.Select(command => command.Line)));
        Assert.That(s_settings.Where(group => group.Count() > 1), Is.Empty);
    }

    [TestCaseSource(nameof(Commands))]
    public void Each_flag_has_a_verb_that_writes_it_where_it_belongs(object subject)
    {
        var command = (SpecifiedRows)subject;
        var bare = Bare(command, out var positionals);
        var words = command.Name.Split(' ');

        Assert.Multiple(() =>
        {
            foreach (var flag in command.Globals)
                Assert.That(Arguments(bare, flag, out var written), Is.EqualTo((string[])[.. command.ToolWords, .. written, .. words, .. positionals]));
            foreach (var flag in command.Flags)
                Assert.That(Arguments(bare, flag, out var written), Is.EqualTo((string[])[.. command.ToolWords, .. words, .. written, .. positionals]));
        });
    }

    [TestCaseSource(nameof(Commands))]
    public void Each_switch_can_be_written_off(object subject)
    {
        var command = (SpecifiedRows)subject;
        var bare = Bare(command, out _);

        foreach (var name in command.Globals.Concat(command.Flags).Where(flag => (string)flag["kind"]! == "bool").Select(flag => (string)flag["name"]!))
            Assert.That(Call(bare, $"Enable{PropertyOf(bare, name).Name}", false).ToArguments().Values, Does.Contain($"{name}=false"));
    }

    [TestCaseSource(nameof(Commands))]
    public void Each_property_is_a_flag_or_an_argument(object subject)
    {
        var command = (SpecifiedRows)subject;
        var (flags, others) = Split(s_settings[command.Line].Single());

        Assert.That(flags, Is.EquivalentTo(command.Globals.Concat(command.Flags).Select(flag => (string)flag["name"]!)));
        Assert.That(
            others.Except(s_written.Where(one => one.StartsWith(command.Line, StringComparison.Ordinal)).Select(one => one.Split(' ')[^1])),
            Is.EquivalentTo(command.Positionals.Select(positional => (string)positional["name"]!)));
    }

    private static IEnumerable<string> Arguments(DockerSettings bare, JsonObject flag, out string[] written)
    {
        var name = (string)flag["name"]!;
        var sample = FlagSample.Of(flag);
        written = sample.Values.Length == 0 ? [name] : [.. sample.Values.SelectMany(value => new[] { name, value })];
        return Call(bare, sample.Verb + PropertyOf(bare, name).Name, sample.Arguments).ToArguments().Values;
    }

    // Each argument that takes the words unchanged.
    private static DockerSettings Bare(SpecifiedRows command, out string[] positionals)
    {
        var settings = (DockerSettings)Activator.CreateInstance(s_settings[command.Line].Single())!;
        var words = new List<string>();
        foreach (var positional in command.Positionals)
        {
            var name = (string)positional["name"]!;
            var repeats = positional["repeat"] is not null;
            string[] some = positional["render"] is not null ? ["."] : repeats ? [$"{name}-1", $"{name}-2"] : [name];
            settings = repeats ? Call(settings, $"Add{name}", [some]) : Call(settings, $"Set{name}", some[0]);
            words.AddRange(some);
        }

        positionals = [.. words];
        return settings;
    }

    private static PropertyInfo PropertyOf(DockerSettings settings, string flag) =>
        settings.GetType().GetProperties().SingleOrDefault(property => property.GetCustomAttribute<CliFlagAttribute>()?.Name == flag)
        ?? throw new AssertionException($"{settings.GetType().Name} has no property for {flag}");

    private static DockerSettings Call(DockerSettings settings, string verb, params object?[] arguments)
    {
        var method = s_verbs[verb]
            .Select(method => method.IsGenericMethodDefinition && IsFor(method, settings) ? method.MakeGenericMethod(settings.GetType()) : method)
            .SingleOrDefault(method => !method.ContainsGenericParameters
                && method.GetParameters() is var parameters && parameters.Length == arguments.Length + 1
                && parameters[0].ParameterType.IsInstanceOfType(settings)
                && parameters.Skip(1).Zip(arguments, (parameter, argument) => parameter.ParameterType.IsInstanceOfType(argument)).All(fits => fits))
            ?? throw new AssertionException(
                $"{settings.GetType().Name} has no verb {verb} for {string.Join(", ", arguments.Select(argument => argument?.GetType()))}");
        return (DockerSettings)method.Invoke(null, [settings, .. arguments])!;
    }

    // The verbs of global flags are generic: one for all settings of the tool.
    private static bool IsFor(MethodInfo method, DockerSettings settings)
    {
        try
        {
            return method.GetGenericArguments().Length == 1 && method.MakeGenericMethod(settings.GetType()) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static (IEnumerable<string> Flags, IEnumerable<string> Others) Split(Type settings)
    {
        var shared = typeof(DockerSettings).GetProperties().Select(property => property.Name);
        var properties = settings.GetProperties()
            .Where(property => !shared.Contains(property.Name, StringComparer.Ordinal))
            .ToLookup(property => property.GetCustomAttribute<CliFlagAttribute>() is not null);
        return (
            properties[true].Select(property => property.GetCustomAttribute<CliFlagAttribute>()!.Name),
            properties[false].Select(property => property.Name));
    }
}

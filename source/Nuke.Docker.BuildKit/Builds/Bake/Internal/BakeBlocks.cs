using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake.Internal;

/// <summary>Reads and writes the blocks of a bake file in JSON.</summary>
internal static class BakeBlocks
{
    public static BakeFile Read(BakeMap root)
    {
        var _ = new BakeMembers(root);
        var file = new BakeFile
        {
            Variables = Blocks(_, "variable", Variable),
            Functions = Blocks(_, "function", Function),
            Groups = Blocks(_, "group", Group),
            Targets = Blocks(_, "target", BakeTargetMap.Read),
        };
        return file with { Other = _.Other };
    }

    public static IEnumerable<KeyValuePair<string, BakeValue>> Write(BakeVariable variable)
    {
        if (variable.Default is { } value)
            yield return KeyValuePair.Create("default", value);
        if (variable.Description is { } description)
            yield return KeyValuePair.Create<string, BakeValue>("description", description);
        if (variable.Type is { } type)
            yield return KeyValuePair.Create<string, BakeValue>("type", type);
        if (!variable.Validations.IsEmpty)
            yield return KeyValuePair.Create<string, BakeValue>("validation", new BakeList([.. variable.Validations.Select(Validation)]));
    }

    public static IEnumerable<KeyValuePair<string, BakeValue>> Write(BakeFunction function)
    {
        yield return KeyValuePair.Create<string, BakeValue>("params", BakeList.Of(function.Parameters));
        if (function.VariadicParameter is { } rest)
            yield return KeyValuePair.Create<string, BakeValue>("variadic_params", rest);
        yield return KeyValuePair.Create<string, BakeValue>("result", function.Result);
    }

    public static IEnumerable<KeyValuePair<string, BakeValue>> Write(BakeGroup group)
    {
        if (group.Description is { } description)
            yield return KeyValuePair.Create<string, BakeValue>("description", description);
        yield return KeyValuePair.Create<string, BakeValue>("targets", new BakeList([.. group.Targets]));
    }

    private static BakeMap Validation(BakeValidation validation) =>
        new(BakeMap.Empty.Members.Add("condition", validation.Condition).Add("error_message", validation.ErrorMessage));

    private static BakeVariable Variable(BakeMembers _) => new()
    {
        Default = _.Value("default"),
        Description = _.Text("description"),
        Type = _.Text("type")?.Template,
        Validations = [.. Maps(_.Value("validation")).Select(map => Validation(new BakeMembers(map)))],
    };

    private static BakeValidation Validation(BakeMembers _) => new(_.Text("condition") ?? "", _.Text("error_message") ?? "");

    private static BakeFunction Function(BakeMembers _) =>
        new([.. (_.Texts("params") ?? []).Select(name => name.Template)], _.Text("result") ?? "") { VariadicParameter = _.Text("variadic_params")?.Template };

    private static BakeGroup Group(BakeMembers _) => new(_.Texts("targets") ?? []) { Description = _.Text("description") };

    // A block is an object or a list of objects.
    private static ImmutableSortedDictionary<string, T> Blocks<T>(BakeMembers _, string name, Func<BakeMembers, T> read)
    {
        var blocks = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in Maps(_.Value(name)).SelectMany(map => map.Members))
            blocks = blocks.SetItem(key, read(new BakeMembers(Maps(value).FirstOrDefault(BakeMap.Empty))));
        return blocks;
    }

    private static IEnumerable<BakeMap> Maps(BakeValue? value) => value switch
    {
        BakeMap map => [map],
        BakeList list => list.Items.OfType<BakeMap>(),
        _ => [],
    };
}

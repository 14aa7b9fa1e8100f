using Nuke.Common.CI;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>The parameters that every build has.</summary>
internal sealed record HostParameters(string Name, Type Type, string Description)
{
    public const string Continue = nameof(Continue);
    public const string Help = nameof(Help);
    public const string Host = nameof(Host);
    public const string NoLogo = nameof(NoLogo);
    public const string Partition = nameof(Partition);
    public const string Plan = nameof(Plan);
    public const string Profile = nameof(Profile);
    public const string Root = nameof(Root);
    public const string Skip = nameof(Skip);
    public const string Target = nameof(Target);
    public const string Verbosity = nameof(Verbosity);

    public const char TargetSeparator = '+';

    public static IReadOnlyList<HostParameters> All { get; } =
    [
        new(Continue, typeof(bool), "Indicates to continue a previously failed build attempt"),
        new(Help, typeof(bool), "Shows this help"),
        new(Host, typeof(Host), "Host for execution. Default is 'automatic'"),
        new(NoLogo, typeof(bool), "Disables displaying the NUKE logo"),
        new(Partition, typeof(Partition), "Partition to use on CI"),
        new(Plan, typeof(bool), "Shows the execution plan and runs nothing"),
        new(Profile, typeof(string[]), "Defines the profiles to load"),
        new(Root, typeof(AbsolutePath), "Root directory during build execution"),
        new(Skip, typeof(string[]), "List of targets to be skipped. Empty list skips all dependencies"),
        new(Target, typeof(string[]), "List of targets to be invoked. Default is '{default_target}'"),
        new(Verbosity, typeof(Verbosity), "Logging verbosity during build execution. Default is 'Normal'"),
    ];

    public string Flag => "--" + ParameterMember.Kebab(Name);

    public static char? SeparatorOf(string name) => name is Skip or Target ? TargetSeparator : null;
}

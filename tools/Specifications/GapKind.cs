namespace Specifications;

/// <summary>How specification and tool differ.</summary>
public enum GapKind
{
    /// <summary>The tool has it, the specification doesn't.</summary>
    NotSpecified,

    /// <summary>By its versions the tool should have it, and hasn't.</summary>
    NotInstalled,

    /// <summary>The tool has it, and by the specification's versions shouldn't.</summary>
    ListedTooEarly,

    /// <summary>Both have it, of different types.</summary>
    OtherKind,

    /// <summary>Both have the flag, with different defaults.</summary>
    OtherDefault,

    /// <summary>Both have the command, with different arguments.</summary>
    OtherUsage,
}

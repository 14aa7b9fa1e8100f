namespace IntegrationTests.Faults;

/// <summary>How a registry misbehaves.</summary>
public enum RegistryFault
{
    /// <summary>It doesn't.</summary>
    None,

    /// <summary>It answers with a status of failure.</summary>
    Refuse,

    /// <summary>It takes the question and never answers.</summary>
    Hang,

    /// <summary>It stops halfway through an answer that is as large as a layer.</summary>
    HangInLayer,

    /// <summary>It ends the connection halfway through its answer.</summary>
    CutAnswer,

    /// <summary>It ends the connection while it is sent something.</summary>
    CutUpload,

    /// <summary>It answers with other content of the same length.</summary>
    Garble,
}

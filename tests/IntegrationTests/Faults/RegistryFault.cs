namespace IntegrationTests.Faults;

/// <summary>Faults of a registry.</summary>
public enum RegistryFault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>It responds with an error status.</summary>
    Refuse,

    /// <summary>It accepts the request and never responds.</summary>
    Hang,

    /// <summary>It stops halfway through a response of the size of a layer.</summary>
    HangInLayer,

    /// <summary>It closes the connection halfway through its response.</summary>
    CutAnswer,

    /// <summary>It closes the connection during an upload.</summary>
    CutUpload,

    /// <summary>It responds with other content of the same length.</summary>
    Garble,
}

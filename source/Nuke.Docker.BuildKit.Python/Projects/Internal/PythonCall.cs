using System.Globalization;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>A call in Python source, as written.</summary>
/// <param name="Arguments">The tokens between its brackets.</param>
internal sealed record PythonCall(string Name, int Line, IReadOnlyList<PythonToken> Arguments)
{
    /// <summary>The index of the function's name among the tokens of the file.</summary>
    public int At { get; init; }

    public bool Has(string keyword) => Find(keyword) is not null;

    /// <summary>A keyword argument that is one string.</summary>
    public PythonToken? Text(string keyword) => Find(keyword) is [{ Kind: PythonTokenKind.Text } text] ? text : null;

    /// <summary>The first positional argument, if it is one string.</summary>
    public PythonToken? FirstText => Arguments is [{ Kind: PythonTokenKind.Text } text, ..] ? text : null;

    /// <summary>The tokens of the first positional argument.</summary>
    public IReadOnlyList<PythonToken> First
    {
        get
        {
            var value = Item(Arguments);
            return value is [{ Kind: PythonTokenKind.Name }, { Value: "=" }, ..] ? [] : value;
        }
    }

    /// <summary>Returns the tokens of the first item of a list: those before a comma or the end of the brackets around it.</summary>
    public static List<PythonToken> Item(IEnumerable<PythonToken> tokens)
    {
        var depth = 0;
        List<PythonToken> item = [];
        foreach (var token in tokens)
        {
            depth += Depth(token);
            if (depth < 0 || (depth == 0 && token is { Kind: PythonTokenKind.Operator, Value: "," }))
                break;
            item.Add(token);
        }

        return item;
    }

    /// <summary>The tokens of a keyword argument; null: it is not given.</summary>
    public IReadOnlyList<PythonToken>? Keyword(string name) => Find(name);

    /// <summary>A keyword argument that is a list of strings; null if it is anything else.</summary>
    public IReadOnlyList<PythonToken>? Texts(string keyword) =>
        Find(keyword) is [{ Value: "[" }, .. var items, { Value: "]" }] && items.All(item => item.Kind == PythonTokenKind.Text || item.Value == ",")
            ? [.. items.Where(item => item.Kind == PythonTokenKind.Text)]
            : null;

    /// <summary>All strings within a keyword argument.</summary>
    public IEnumerable<PythonToken> TextsAnywhere(string keyword) => Find(keyword)?.Where(token => token.Kind == PythonTokenKind.Text) ?? [];

    /// <summary>A port: <c>8000</c>, or the default in <c>int(os.environ.get("PORT", "8000"))</c>.</summary>
    public int? Port(string keyword) => Find(keyword)?.Where(token => token.Kind is PythonTokenKind.Number or PythonTokenKind.Text)
        .Select(token => int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port
            : (int?)null)
        .LastOrDefault(port => port is not null);

    private List<PythonToken>? Find(string keyword)
    {
        var depth = 0;
        for (var i = 0; i + 1 < Arguments.Count; i++)
        {
            depth += Depth(Arguments[i]);
            if (depth != 0 || Arguments[i].Value != keyword || Arguments[i].Kind != PythonTokenKind.Name || Arguments[i + 1].Value != "=")
                continue;

            return Item(Arguments.Skip(i + 2));
        }

        return null;
    }

    private static int Depth(PythonToken token) =>
        token.Kind != PythonTokenKind.Operator ? 0 : token.Value is "(" or "[" or "{" ? 1 : token.Value is ")" or "]" or "}" ? -1 : 0;
}

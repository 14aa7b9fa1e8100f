using System.Text;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Facts about a Python file, read without running it.</summary>
internal sealed class PythonSource
{
    private readonly List<PythonToken> _tokens;
    private readonly List<(string Name, int Callee)> _assigned = [];
    private readonly Lazy<IReadOnlyList<PythonCall>> _calls;

    private PythonSource(string path, List<PythonToken> tokens)
    {
        Path = path;
        _tokens = tokens;
        _calls = new(() => [.. CallsIn(_tokens)]);
        ReadImports();
        ReadDefinitions();
    }

    public string Path { get; }

    /// <summary>Names of the packages that it imports: <c>fastapi</c> for <c>from fastapi.responses import …</c>.</summary>
    public HashSet<string> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>Module variables that are assigned the result of a call.</summary>
    public IReadOnlyList<(string Name, PythonCall Call)> Assignments =>
        field ??= [.. from assigned in _assigned
                      join call in AllCalls on assigned.Callee equals call.At
                      select (assigned.Name, call)];

    /// <summary>Functions of the module, with the tokens of their bodies.</summary>
    public List<(string Name, int Line, List<PythonToken> Body)> Functions { get; } = [];

    /// <summary>Imported modules and names by the name that they have in this file: <c>x</c> for <c>from .a import b as x</c>, with <c>.a.b</c>.</summary>
    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>All imported modules and names, in dotted form; relative ones begin with their dots.</summary>
    public HashSet<string> Modules { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls that decorate a function: <c>app.get("/health")</c>.</summary>
    public IReadOnlyList<(PythonCall Call, string Function)> Decorators => field ??= [.. ReadDecorators()];

    /// <summary>Module variables that are assigned once or more, with the tokens of their first value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PythonToken>> Constants => field ??= ReadConstants();

    /// <summary>All calls, in order.</summary>
    public IReadOnlyList<PythonCall> AllCalls => _calls.Value;

    /// <summary>All tokens, in order.</summary>
    public IReadOnlyList<PythonToken> Tokens => _tokens;

    /// <summary>The line of <c>if __name__ == "__main__":</c>; null if missing.</summary>
    public int? MainGuard { get; private set; }

    public static PythonSource Read(string path, string text) => new(path, PythonTokens.Of(text));

    /// <summary>Calls of a function, with any qualifier: <c>run</c> for <c>uvicorn.run(…)</c>.</summary>
    public IEnumerable<PythonCall> Calls(string name) =>
        AllCalls.Where(call => call.Name == name || call.Name.EndsWith($".{name}", StringComparison.Ordinal));

    public static IEnumerable<PythonCall> CallsIn(List<PythonToken> tokens)
    {
        var all = tokens.ToArray();
        var ends = Ends(all);
        for (var i = 0; i + 1 < all.Length; i++)
        {
            if (all[i].Kind == PythonTokenKind.Name && IsOpening(all[i + 1]) && all[i + 1].Value == "("
                && (i == 0 || all[i - 1].Value is not ("def" or "class")))
                yield return new(NameAt(all, i), all[i].Line, new ArraySegment<PythonToken>(all, i + 2, ends[i + 1] - i - 2)) { At = i };
        }
    }

    private static string NameAt(PythonToken[] tokens, int index)
    {
        var name = tokens[index].Value;
        // A longer chain than any program has.
        for (var i = index; i >= 2 && index - i < 64 && tokens[i - 1].Value == "." && tokens[i - 2].Kind == PythonTokenKind.Name; i -= 2)
            name = $"{tokens[i - 2].Value}.{name}";
        return name;
    }

    private static bool IsOpening(PythonToken token) => token.Kind == PythonTokenKind.Operator && token.Value is "(" or "[" or "{";

    /// <summary>For each opening bracket, the index of its closing one, or of the end.</summary>
    private static int[] Ends(PythonToken[] tokens)
    {
        var ends = new int[tokens.Length];
        Stack<int> open = [];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (IsOpening(tokens[i]))
                open.Push(i);
            else if (tokens[i].Kind == PythonTokenKind.Operator && tokens[i].Value is ")" or "]" or "}" && open.TryPop(out var start))
                ends[start] = i;
        }

        foreach (var start in open)
            ends[start] = tokens.Length;
        return ends;
    }

    private IEnumerable<(PythonCall Call, string Function)> ReadDecorators()
    {
        var calls = AllCalls.ToDictionary(call => call.At);
        for (var i = 0; i + 1 < _tokens.Count; i++)
        {
            if (_tokens[i] is not { Indent: >= 0, Kind: PythonTokenKind.Operator, Value: "@" })
                continue;
            var name = i + 1;
            while (name + 2 < _tokens.Count && _tokens[name].Kind == PythonTokenKind.Name && _tokens[name + 1].Value == ".")
                name += 2;
            if (!calls.TryGetValue(name, out var call))
                continue;
            var function = name;
            while (function + 1 < _tokens.Count && _tokens[function].Value != "def")
                function++;
            yield return (call, _tokens[Math.Min(function + 1, _tokens.Count - 1)].Value);
        }
    }

    private Dictionary<string, IReadOnlyList<PythonToken>> ReadConstants()
    {
        Dictionary<string, IReadOnlyList<PythonToken>> constants = new(StringComparer.Ordinal);
        for (var i = 0; i + 2 < _tokens.Count; i++)
        {
            if (_tokens[i] is not { Indent: 0, Kind: PythonTokenKind.Name } name)
                continue;
            var equals = i + 1;
            // DATA: Path = Path("data")
            for (; _tokens[i + 1].Value == ":" && equals < _tokens.Count && equals < i + 20 && _tokens[equals].Kind != PythonTokenKind.LineEnd; equals++)
            {
                if (_tokens[equals].Value == "=")
                    break;
            }

            if (equals < _tokens.Count && _tokens[equals] is { Kind: PythonTokenKind.Operator, Value: "=" })
                constants.TryAdd(name.Value, [.. _tokens.Skip(equals + 1).TakeWhile(token => token.Kind != PythonTokenKind.LineEnd).Take(60)]);
        }

        return constants;
    }

    private void ReadImports()
    {
        for (var i = 0; i + 1 < _tokens.Count; i++)
        {
            if (_tokens[i] is { Indent: >= 0, Kind: PythonTokenKind.Name, Value: "from" })
                ReadFrom(i + 1);
            else if (_tokens[i] is { Indent: >= 0, Kind: PythonTokenKind.Name, Value: "import" })
                ReadImport(i + 1);
        }
    }

    private void ReadImport(int at)
    {
        while (at < _tokens.Count && _tokens[at].Kind == PythonTokenKind.Name)
        {
            var module = ReadDotted(ref at);
            Add(module, Alias(ref at) ?? module);
            Imports.Add(module.Split('.')[0]);
            if (at >= _tokens.Count || _tokens[at].Value != ",")
                return;
            at++;
        }
    }

    private void ReadFrom(int at)
    {
        var dots = "";
        for (; at < _tokens.Count && _tokens[at] is { Kind: PythonTokenKind.Operator, Value: "." }; at++)
            dots += ".";
        var module = at < _tokens.Count && _tokens[at] is { Kind: PythonTokenKind.Name, Value: not "import" } ? ReadDotted(ref at) : "";
        if (dots.Length == 0 && module.Length > 0)
            Imports.Add(module.Split('.')[0]);
        if (module.Length > 0)
            Modules.Add(dots + module);
        if (at >= _tokens.Count || _tokens[at].Value != "import")
            return;
        for (at++; at < _tokens.Count && _tokens[at].Kind != PythonTokenKind.LineEnd;)
        {
            if (_tokens[at].Kind != PythonTokenKind.Name)
            {
                at++;
                continue;
            }

            var name = _tokens[at++].Value;
            Add(module.Length > 0 ? $"{dots}{module}.{name}" : dots + name, Alias(ref at) ?? name);
        }
    }

    private void Add(string module, string name)
    {
        Modules.Add(module);
        Names.TryAdd(name, module);
    }

    private string ReadDotted(ref int at)
    {
        var name = new StringBuilder(_tokens[at++].Value);
        while (at + 1 < _tokens.Count && _tokens[at].Value == "." && _tokens[at + 1].Kind == PythonTokenKind.Name)
        {
            name.Append('.').Append(_tokens[at + 1].Value);
            at += 2;
        }

        return name.ToString();
    }

    private string? Alias(ref int at)
    {
        if (at + 1 >= _tokens.Count || _tokens[at].Value != "as" || _tokens[at + 1].Kind != PythonTokenKind.Name)
            return null;
        at += 2;
        return _tokens[at - 1].Value;
    }

    private void ReadDefinitions()
    {
        for (var i = 0; i + 2 < _tokens.Count; i++)
        {
            // Applications are also created in "if" and "try" blocks, but rarely deeper.
            if (_tokens[i].Indent is < 0 or > 4)
                continue;
            if (_tokens[i].Indent == 0 && (_tokens[i].Value == "def" || (_tokens[i].Value == "async" && _tokens[i + 1].Value == "def")))
                ReadFunction(_tokens[i].Value == "def" ? i + 1 : i + 2);
            else if (_tokens[i].Value == "if" && _tokens[i + 1].Value == "__name__" && _tokens[i + 2].Value == "==")
                MainGuard ??= _tokens[i].Line;
            else if (_tokens[i].Kind == PythonTokenKind.Name && _tokens[i].Indent == 0)
                ReadAssignment(i);
        }
    }

    private void ReadFunction(int name)
    {
        var end = name + 1;
        while (end < _tokens.Count && _tokens[end].Indent != 0)
            end++;
        Functions.Add((_tokens[name].Value, _tokens[name].Line, _tokens[(name + 1)..end]));
    }

    private void ReadAssignment(int index)
    {
        var equals = index + 1;
        // app: FastAPI = FastAPI()
        if (_tokens[equals].Value == ":")
        {
            while (equals < _tokens.Count && _tokens[equals].Kind != PythonTokenKind.LineEnd && _tokens[equals].Value != "=")
                equals++;
        }

        if (equals >= _tokens.Count || _tokens[equals].Value != "=" || _tokens[equals].Kind != PythonTokenKind.Operator)
            return;
        var callee = equals + 1;
        while (callee + 2 < _tokens.Count && _tokens[callee].Kind == PythonTokenKind.Name && _tokens[callee + 1].Value == ".")
            callee += 2;
        if (callee + 1 < _tokens.Count && _tokens[callee].Kind == PythonTokenKind.Name && _tokens[callee + 1].Value == "(")
            _assigned.Add((_tokens[index].Value, callee));
    }
}

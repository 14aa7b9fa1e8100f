namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Facts about a Python file, read without running it.</summary>
internal sealed class PythonSource
{
    private readonly List<PythonToken> _tokens;

    private PythonSource(string path, List<PythonToken> tokens)
    {
        Path = path;
        _tokens = tokens;
        ReadImports();
        ReadDefinitions();
    }

    public string Path { get; }

    /// <summary>Names of the packages that it imports: <c>fastapi</c> for <c>from fastapi.responses import …</c>.</summary>
    public HashSet<string> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>Module variables that are assigned the result of a call.</summary>
    public List<(string Name, PythonCall Call)> Assignments { get; } = [];

    /// <summary>Functions of the module, with the tokens of their bodies.</summary>
    public List<(string Name, int Line, List<PythonToken> Body)> Functions { get; } = [];

    /// <summary>Decorators and url patterns with a path: <c>@app.get("/health")</c>.</summary>
    public IEnumerable<(string Path, int Line, bool Decorator)> Routes => AllCalls().Where(call => call.FirstText is not null)
        .Select(call => (call.FirstText!.Value, call.Line, call.Name.Contains('.')));

    /// <summary>The line of <c>if __name__ == "__main__":</c>; null if missing.</summary>
    public int? MainGuard { get; private set; }

    public static PythonSource Read(string path, string text) => new(path, PythonTokens.Of(text));

    /// <summary>Calls of a function, with any qualifier: <c>run</c> for <c>uvicorn.run(…)</c>.</summary>
    public IEnumerable<PythonCall> Calls(string name) =>
        AllCalls().Where(call => call.Name == name || call.Name.EndsWith($".{name}", StringComparison.Ordinal));

    public static IEnumerable<PythonCall> CallsIn(List<PythonToken> tokens)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Kind == PythonTokenKind.Name && tokens[i + 1].Value == "(" && tokens[i + 1].Kind == PythonTokenKind.Operator
                && (i == 0 || tokens[i - 1].Value is not ("def" or "class")))
                yield return CallAt(tokens, i);
        }
    }

    private IEnumerable<PythonCall> AllCalls() => CallsIn(_tokens);

    private static PythonCall CallAt(List<PythonToken> tokens, int index)
    {
        var name = tokens[index].Value;
        for (var i = index; i >= 2 && tokens[i - 1].Value == "." && tokens[i - 2].Kind == PythonTokenKind.Name; i -= 2)
            name = $"{tokens[i - 2].Value}.{name}";

        List<PythonToken> arguments = [];
        var depth = 1;
        for (var i = index + 2; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == PythonTokenKind.Operator)
                depth += tokens[i].Value is "(" or "[" or "{" ? 1 : tokens[i].Value is ")" or "]" or "}" ? -1 : 0;
            if (depth == 0)
                break;
            arguments.Add(tokens[i]);
        }

        return new(name, tokens[index].Line, arguments);
    }

    private void ReadImports()
    {
        for (var i = 0; i + 1 < _tokens.Count; i++)
        {
            if (_tokens[i] is not { Indent: >= 0, Kind: PythonTokenKind.Name, Value: "import" or "from" })
                continue;
            if (_tokens[i].Value == "from" && _tokens[i + 1].Kind == PythonTokenKind.Name)
                Imports.Add(_tokens[i + 1].Value);
            for (var j = i + 1; _tokens[i].Value == "import" && _tokens[j].Kind != PythonTokenKind.LineEnd; j++)
            {
                if (_tokens[j].Kind == PythonTokenKind.Name && _tokens[j - 1].Value is "import" or ",")
                    Imports.Add(_tokens[j].Value);
            }
        }
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
            Assignments.Add((_tokens[index].Value, CallAt(_tokens, callee)));
    }
}

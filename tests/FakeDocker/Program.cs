using System.Collections;
using System.Text.Json;
using FakeDocker;

if (args is [Player.HangArgument])
    Player.Hang();

var number = Record();
if (Environment.GetEnvironmentVariable(Script.ScriptVariable) is not { Length: > 0 } path)
    return 0;

var rule = Script.Read(path).Rules.FirstOrDefault(rule => (rule.Nth ?? number) == number && args.Take(rule.Match.Count).SequenceEqual(rule.Match));
if (rule is not null)
    return new Player(args).Play(rule);

Console.Error.WriteLine($"FakeDocker: no rule for: {string.Join(' ', args)}");
return 64;

// The number of this call, counted from 1.
int Record()
{
    if (Environment.GetEnvironmentVariable(Script.LogVariable) is not { Length: > 0 } log)
        return 1;

    var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    var call = new Call(args, environment, Environment.CurrentDirectory, Environment.ProcessId);
    File.AppendAllText(log, JsonSerializer.Serialize(call, ScriptJson.Default.Call) + "\n");
    return File.ReadLines(log).Count();
}

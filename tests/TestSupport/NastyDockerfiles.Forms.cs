namespace TestSupport;

internal static partial class NastyDockerfiles
{
    /// <summary>JSON arrays and what looks like them.</summary>
    private static NastyDockerfile[] Forms =>
    [
        new("FROM scratch\nRUN [\"a\", \"b\"]\n", null),
        new("FROM scratch\nRUN ['a', 'b']\n", null),
        new("FROM scratch\nRUN [\"a\", 1]\n", 2),
        new("FROM scratch\nRUN [\"a\",]\n", null),
        new("FROM scratch\nRUN [\n", null),
        new("FROM scratch\nRUN []\n", null),
        new("FROM scratch\nCMD []\n", null),
        new("FROM scratch\nENTRYPOINT []\n", null),
        new("FROM scratch\nCMD\n", null),
        new("FROM scratch\nRUN\n", null),
        new("FROM scratch\nENTRYPOINT\n", null),
        new("FROM scratch\nSHELL []\n", 2),
        new("FROM scratch\nSHELL a\n", 2),
        new("FROM scratch\nSHELL\n", 2),
        new("FROM scratch\nSHELL [\"a\"]\n", null),
        new("FROM scratch\nSHELL [\"a\",null]\n", 2),
        new("FROM scratch\nCOPY [\"a\"]\n", 2),
        new("FROM scratch\nCOPY [\"a b\", \"/c\"]\n", null),
        new("FROM scratch\nCOPY [a, b]\n", null),
        new("FROM scratch\nCOPY []\n", 2),
        new("FROM scratch\nVOLUME []\n", 2),
        new("FROM scratch\nVOLUME [\"\"]\n", 2),
        new("FROM scratch\nVOLUME [\"/a\", \"/b\"]\n", null),
        new("FROM scratch\nVOLUME\n", 2),
        new("FROM scratch\nVOLUME /a /b\n", null),
        new("FROM scratch\nRUN [\"\\ud800\"]\n", null),
        new("FROM scratch\nRUN [\"\\x\"]\n", null),
        new("FROM scratch\nRUN [\"a\"] b\n", null),
        new("FROM scratch\nRUN [1e999]\n", null),
        new("FROM scratch\nRUN [[\"a\"]]\n", 2),
        new("FROM scratch\nRUN [\"a\tb\"]\n", null),
        new("FROM scratch\nCMD [true]\n", 2),
        new("FROM scratch\nCMD [ \"a\" , \"b\" ]  \n", null),
        new("FROM scratch\nVOLUME [\" \"]\n", 2),
        new("FROM scratch\nRUN {\"a\":1}\n", null),
    ];
}

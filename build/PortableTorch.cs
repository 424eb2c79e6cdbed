using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Makes TorchSharp's native library load with the libstdc++ of gcc 12 (see PortableTorch.targets):
/// its only use of GLIBCXX_3.4.32 becomes a harmless function of GLIBCXX_3.4. A file that does not look exactly as expected is refused.
/// </summary>
public sealed class PortableTorch : Task
{
    private const string NewVersion = "GLIBCXX_3.4.32",
        OldVersion = "GLIBCXX_3.4";
    private const string NewSymbol = "_ZSt21ios_base_library_initv",
        OldSymbol = "_ZSt18uncaught_exceptionv";

    /// <summary>The libLibTorchSharp.so of an output folder.</summary>
    [Required]
    public string File { get; set; }

    public override bool Execute()
    {
        if (!System.IO.File.Exists(File))
            return true; // another platform's, which was not copied
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        if (IndexOf(bytes, NewVersion) < 0 || IndexOf(bytes, NewSymbol) < 0)
            return true; // already portable, or built against an older libstdc++
        string fault;
        try
        {
            fault = Rewrite(bytes);
        }
        catch (Exception e) when (e is ArgumentException || e is IndexOutOfRangeException)
        {
            fault = "its tables point beyond its end";
        }
        if (fault != null)
        {
            Log.LogError("{0} cannot be made portable: {1}. See build/PortableTorch.targets.", File, fault);
            return false;
        }

        // Never in place: the output may be a hard link to the package.
        string temporary = File + ".portable";
        System.IO.File.WriteAllBytes(temporary, bytes);
        System.IO.File.Delete(File);
        System.IO.File.Move(temporary, File);
        Log.LogMessage(MessageImportance.Low, "Made {0} portable to GLIBCXX_3.4.", File);
        return true;
    }

    private static string Rewrite(byte[] elf)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
            return "it is not a 64-bit little-endian ELF file";
        Section versions = Find(elf, 0x6ffffffe),
            strings = Find(elf, 3, ".dynstr");
        if (versions == null || strings == null)
            return "it has no .gnu.version_r or no .dynstr";

        int fresh = -1,
            old = -1;
        for (int need = versions.Offset; need < versions.Offset + versions.Size; )
        {
            for (int i = 0, entry = need + BitConverter.ToInt32(elf, need + 8); i < BitConverter.ToUInt16(elf, need + 2); i++)
            {
                string name = Text(elf, strings.Offset + BitConverter.ToInt32(elf, entry + 8));
                if (name == NewVersion)
                    fresh = entry;
                if (name == OldVersion)
                    old = entry;
                entry += BitConverter.ToInt32(elf, entry + 12);
            }
            int next = BitConverter.ToInt32(elf, need + 12);
            if (next == 0)
                break;
            need += next;
        }
        if (fresh < 0 || old < 0)
            return "it does not need both " + NewVersion + " and " + OldVersion;
        if (BitConverter.ToUInt32(elf, fresh) != ElfHash(NewVersion))
            return "the hash of " + NewVersion + " is not the expected one";

        int symbol = IndexOf(elf, NewSymbol);
        if (symbol < strings.Offset || symbol >= strings.Offset + strings.Size)
            return NewSymbol + " is not in .dynstr";
        Array.Copy(elf, old, elf, fresh, 4); // vna_hash
        Array.Copy(elf, old + 8, elf, fresh + 8, 4); // vna_name
        byte[] name2 = Encoding.ASCII.GetBytes(OldSymbol + "\0");
        Array.Copy(name2, 0, elf, symbol, name2.Length);
        return null;
    }

    private sealed class Section
    {
        public int Offset,
            Size;
    }

    private static Section Find(byte[] elf, uint type, string name = null)
    {
        long table = BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3A),
            count = BitConverter.ToUInt16(elf, 0x3C),
            names = BitConverter.ToUInt16(elf, 0x3E);
        long nameTable = BitConverter.ToInt64(elf, (int)(table + names * size + 0x18));
        for (int i = 0; i < count; i++)
        {
            int header = (int)(table + i * size);
            if (BitConverter.ToUInt32(elf, header + 4) != type)
                continue;
            if (name != null && Text(elf, (int)(nameTable + BitConverter.ToInt32(elf, header))) != name)
                continue;
            return new Section
            {
                Offset = (int)BitConverter.ToInt64(elf, header + 0x18),
                Size = (int)BitConverter.ToInt64(elf, header + 0x20),
            };
        }
        return null;
    }

    private static uint ElfHash(string name)
    {
        uint hash = 0;
        foreach (char c in name)
        {
            hash = (hash << 4) + c;
            uint high = hash & 0xf0000000;
            if (high != 0)
                hash ^= high >> 24;
            hash &= ~high;
        }
        return hash;
    }

    private static string Text(byte[] bytes, int start)
    {
        int end = start;
        while (bytes[end] != 0)
            end++;
        return Encoding.ASCII.GetString(bytes, start, end - start);
    }

    private static int IndexOf(byte[] bytes, string text)
    {
        byte[] wanted = Encoding.ASCII.GetBytes(text + "\0");
        for (int i = 0; i <= bytes.Length - wanted.Length; i++)
        {
            int j = 0;
            while (j < wanted.Length && bytes[i + j] == wanted[j])
                j++;
            if (j == wanted.Length)
                return i;
        }
        return -1;
    }
}

#!/usr/bin/env bash
# .NET 10 on Linux: native code in the process calls raise(SIGFPE).
# Guess, written down before the run: the process ends by signal 8, as a C program does, and as .NET itself does when native code divides by zero.
# Seen (.NET 10.0.x, x64): the first raise() returns as if nothing had happened and the program goes on; only the second one ends the process (exit status 136).
# The runtime's handler finds no faulting instruction of its own, puts the default action back and returns, expecting the instruction to fault again, which a raised signal never does.
# Matters: a stand-in that raises SIGFPE to play a crash of a native library does not crash once, so a test of "the library may kill its process" passes for the wrong reason. Play it with SIGKILL, which no handler sees.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; cd "$d"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_DbgEnableMiniDump=0
cat > app.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit><RunAnalyzers>false</RunAnalyzers></PropertyGroup></Project>
END
cat > Program.cs <<'END'
using System.Runtime.InteropServices;
for (int i = 1; i <= int.Parse(args[0]); i++) { _ = Native.Raise(8); System.Console.WriteLine($"alive after raise number {i}"); }
static class Native { [DllImport("libc", EntryPoint = "raise")] public static extern int Raise(int signal); }
END
dotnet build -c Release -v q -o out > build.log 2>&1 || { tail -20 build.log; echo "could not be built"; exit 2; }
version=$(dotnet --list-runtimes | awk '/Microsoft.NETCore.App 10/ { print $2 }' | tail -1)
one=0; dotnet out/app.dll 1 > one.txt 2> /dev/null || one=$?
two=0; dotnet out/app.dll 2 > two.txt 2> /dev/null || two=$?
echo ".NET $version: one raise: exit status $one, '$(cat one.txt)'; two raises: exit status $two, '$(tr '\n' ' ' < two.txt)'"
[ $one = 0 ] && grep -q "number 1" one.txt && [ $two = 136 ] && ! grep -q "number 2" two.txt && echo "as seen" || { echo "NOT AS SEEN"; exit 1; }

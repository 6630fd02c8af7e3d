"""The checks that watch over documents, golden cases and style must themselves be able to fail."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ECHO = '#!/bin/sh\nfor word in "$@"; do echo "$word"; done\n[ "$1" != fail ] || exit 3\n'


class Scratch(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name)
        self.binary = self.write("bin/aliquot", ECHO)
        self.binary.chmod(0o755)
        (self.root / "scenarios").mkdir()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def python(self, script, *arguments):
        return subprocess.run([sys.executable, str(ROOT / script), *map(str, arguments)],
                              capture_output=True, text=True, check=False)


class Documents(Scratch):
    def check(self, text):
        document = self.write("README.md", text)
        return self.python("tools/check_docs.py", "--aliquot", self.binary, "--root", self.root,
                           document)

    def accepted(self, text):
        done = self.check(text)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def refused(self, text, words):
        done = self.check(text)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(words, done.stdout)

    def test_accepts_lines_in_order_with_gaps(self):
        self.accepted("```sh\naliquot one two three four\n```\n\n```text\none\n...\nf...r\n```\n")

    def test_names_the_line_of_the_document_that_was_not_printed(self):
        self.refused("```sh\naliquot one\n```\n```text\none\ntwo\n```\n",
                     "README.md:6: the command did not print: two")

    def test_refuses_lines_in_another_order(self):
        self.refused("```sh\naliquot b a\n```\n```text\na\n...\nb\n```\n", "did not print: b")

    def test_refuses_lines_that_do_not_follow_one_another(self):
        self.refused("```sh\naliquot a x b\n```\n```text\na\nb\n```\n", "did not print: b")

    def test_refuses_an_exit_code_that_was_not_announced(self):
        self.refused("```sh\naliquot fail\n```\n", "exit code 3, expected 0")
        self.accepted("```sh exit=3\naliquot fail\n```\n")

    def test_only_checks_the_syntax_of_what_is_not_to_be_run(self):
        self.accepted("```sh no-run\nrm -rf /nowhere; false\n```\n")
        self.refused("```sh no-run\nif then\n```\n", "not valid shell")

    def test_refuses_a_document_set_without_commands(self):
        self.assertEqual(self.check("nothing to run\n").returncode, 1)

    def test_refuses_a_link_that_leads_nowhere(self):
        command = "```sh\naliquot one\n```\n"
        self.refused("[gone](docs/gone.md#part)\n" + command, "README.md:1: the link leads nowhere")
        self.write("docs/here.md", "")
        self.accepted("[here](docs/here.md#part) [there](https://example.org/x)\n" + command)

    def test_refuses_a_block_that_is_never_closed(self):
        self.refused("```sh\naliquot one\n", "never closed")


class GoldenCases(Scratch):
    def run_case(self, text, *options):
        self.case = self.write("a.case", text)
        return self.python("tests/golden/run_golden.py", "--aliquot", self.binary, "--scenarios",
                           self.root / "scenarios", *options, self.case)

    def outcome(self, text):
        return self.run_case(text).returncode

    def test_accepts_exactly_what_is_printed(self):
        self.assertEqual(self.outcome("Why.\n\nrun: aliquot a b\nstdout:\n    a\n    b\n"), 0)

    def test_refuses_a_line_more_or_less(self):
        self.assertEqual(self.outcome("Why.\n\nrun: aliquot a b\nstdout:\n    a\n"), 1)
        self.assertEqual(self.outcome("Why.\n\nrun: aliquot a\nstdout:\n    a\n    b\n"), 1)

    def test_refuses_unexpected_errors_and_exit_codes(self):
        self.assertEqual(self.outcome("Why.\n\nrun: aliquot a >&2\n"), 1)
        self.assertEqual(self.outcome("Why.\n\nrun: aliquot fail\nstdout:\n    fail\n"), 1)
        self.assertEqual(self.outcome("Why.\n\nrun: aliquot fail\nexit: 3\nstdout:\n    fail\n"), 0)

    def test_dots_stand_for_any_lines(self):
        text = "Why.\n\nrun: aliquot a b c\nstdout:\n    a\n    ...\n    {}\n"
        self.assertEqual(self.outcome(text.format("c")), 0)
        self.assertEqual(self.outcome(text.format("b")), 1)

    def test_puts_files_and_scenarios_into_the_scratch_folder(self):
        self.write("scenarios/tiny/x.csv", "x\n")
        self.assertEqual(self.outcome("Why.\n\nscenario: tiny\nfile: y.csv\n    y\n"
                                      "run: cat tiny/x.csv y.csv\nstdout:\n    x\n    y\n"), 0)

    def test_refuses_a_case_that_gives_no_reason_or_runs_nothing(self):
        self.assertEqual(self.outcome("run: aliquot a\nstdout:\n    a\n"), 1)
        self.assertEqual(self.outcome("Why.\n\nfile: y.csv\n    y\n"), 1)

    def test_accepting_writes_what_was_printed(self):
        self.run_case("Why.\n\nrun: aliquot fail x\n", "--accept")
        self.assertEqual(self.case.read_text(encoding="utf-8"),
                         "Why.\n\nrun: aliquot fail x\nexit: 3\nstdout:\n    fail\n    x\n")

    def test_names_a_case_that_the_build_does_not_know(self):
        self.write("cases/known.case", "")
        self.write("cases/new.case", "")
        done = self.python("tests/golden/run_golden.py", "--all-listed", self.root / "cases",
                           "known", "gone")
        self.assertEqual(done.returncode, 1)
        self.assertIn("new.case: not listed", done.stdout)
        self.assertIn("gone.case: listed, but not there", done.stdout)


class Style(Scratch):
    def findings(self, name, text):
        self.write(name, text)
        return self.python("tools/check_style.py", self.root).stdout

    def test_accepts_a_plain_file(self):
        text = "// A room.\nint f() {\n" + "    g({1'000, 'x', \"}\"});\n" * 60 + "}\n"
        self.assertIn("0 findings", self.findings("src/a.cpp", text))

    def test_names_the_function_that_is_too_long(self):
        body = "    if (x) {\n        g();\n    }\n" * 24
        self.assertIn("src/a.cpp:2: function has 74 lines",
                      self.findings("src/a.cpp", f"// A room.\nint f(int x) {{\n{body}}}\n"))
        body = "    pass\n" * 71
        self.assertIn("tools/a.py:2: function has 72 lines",
                      self.findings("tools/a.py", f'"""A tool."""\ndef f():\n{body}'))

    def test_text_within_a_raw_string_is_no_code(self):
        text = '// A.\nauto f() {\n    return R"(' + "{\n" * 80 + ')";\n}\nint x =;\n'
        self.assertIn("0 findings", self.findings("src/a.cpp", text))

    def test_a_long_namespace_is_no_long_function(self):
        body = "int f() {\n    return 1;\n}\n" * 30
        self.assertIn("0 findings",
                      self.findings("src/a.cpp", f"// A room.\nnamespace a {{\n{body}}}\n"))

    def test_names_long_lines_long_files_and_files_without_a_comment(self):
        self.assertIn("src/a.cpp:2:101:", self.findings("src/a.cpp", "// A.\n//" + "x" * 99 + "\n"))
        self.assertIn("0 findings", self.findings("src/a.cpp", "// A.\n// https://" + "x" * 99))
        self.assertIn("401 lines", self.findings("src/a.cpp", "// A.\n" * 401))
        self.assertIn("src/a.cpp:1: file does not open", self.findings("src/a.cpp", "int x;\n"))

    def test_names_a_file_that_is_named_after_nothing(self):
        for name in ("src/io/csv_utils.hpp", "src/common/a.hpp", "src/offer_manager.hpp"):
            self.assertIn("the name says", self.findings(name, "// A.\n"))
            (self.root / name).unlink()


if __name__ == "__main__":
    unittest.main()

// Broken scenarios as a readable list.
#include "io/text_cases.hpp"

#include <fstream>
#include <stdexcept>

namespace aliquot_test {

namespace {

std::string without_escapes(const std::string& text) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            made += text[i];
            continue;
        }
        const char kind = text.at(++i);
        if (kind == 'x') {
            made += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            made += kind == 'n'   ? '\n'
                    : kind == 'r' ? '\r'
                    : kind == 't' ? '\t'
                    : kind == '0' ? '\0'
                                  : kind;
        }
    }
    return made;
}

// Edits one case by one line of the list.
class Editor {
public:
    Editor(TextCase& made, const aliquot::Folder& sound) : made_{made} { made_.folder = sound; }

    void edit(const std::string& line) {
        const std::size_t space = line.find(' ');
        const std::string word = line.substr(0, space);
        const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
        if (word == "file") {
            file_ = rest;
            at_ = std::string::npos;
        } else if (word == "remove") {
            if (made_.folder.files.erase(rest) == 0) throw std::runtime_error("no file " + rest);
        } else if (word == "override") {
            made_.overrides.push_back(without_escapes(rest));
        } else if (word == ">") {
            made_.messages.push_back(rest);
        } else if (word == "=") {
            made_.folder.files[file_] = without_escapes(rest);
        } else if (word == "-") {
            take_out(rest);
        } else if (word == "+") {
            put_in(rest);
        } else {
            throw std::runtime_error("not understood: " + line);
        }
    }

private:
    void take_out(const std::string& line) {
        std::string& text = made_.folder.files.at(file_);
        at_ = ("\n" + text).find("\n" + line + "\n");
        if (at_ == std::string::npos) throw std::runtime_error("not in the file: " + line);
        text.erase(at_, line.size() + 1);
    }

    void put_in(const std::string& line) {
        std::string& text = made_.folder.files[file_];
        if (at_ == std::string::npos) at_ = text.size();
        const std::string added = without_escapes(line) + "\n";
        text.insert(at_, added);
        at_ += added.size();
    }

    TextCase& made_;
    std::string file_;
    std::size_t at_ = std::string::npos;
};

}  // namespace

std::vector<TextCase> read_text_cases(const std::string& path, const aliquot::Folder& sound) {
    std::ifstream stream{path};
    if (!stream) throw std::runtime_error("cannot read " + path);
    std::vector<std::vector<std::pair<int, std::string>>> blocks;
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        if (line.starts_with("== ")) blocks.emplace_back();
        if (!line.empty() && !line.starts_with('#') && !blocks.empty())
            blocks.back().emplace_back(number, line);
    }
    std::vector<TextCase> cases;
    for (const auto& block : blocks) {
        TextCase made{block.front().second.substr(3), block.front().first, {}, {}, {}};
        Editor editor{made, sound};
        for (std::size_t i = 1; i < block.size(); ++i) {
            try {
                editor.edit(block[i].second);
            } catch (const std::exception& error) {
                throw std::runtime_error(path + ":" + std::to_string(block[i].first) + ": " +
                                         error.what());
            }
        }
        cases.push_back(std::move(made));
    }
    return cases;
}

}  // namespace aliquot_test

# cmake -D file=FILE -D symbol=NAME -D output=FILE.cpp -P embed.cmake: a text file becomes a C++ character
# array. The characters stand one by one: compilers need not accept a string literal this long.
file(READ "${file}" characters HEX)
string(REGEX REPLACE "(..)" "0x\\1," characters "${characters}00")
string(REPLACE "0x0a," "0x0a,\n" characters "${characters}")
file(WRITE "${output}" "namespace winit::data {
extern const char ${symbol}[];
const char ${symbol}[] = {
${characters}
};
}
")

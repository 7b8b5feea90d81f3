// WebAssembly has no unwinder here: whoever throws hands the message to the page, and this instance
// ends. No catch block is ever reached.
#include <cstdlib>
#include <exception>
#include <new>
#include <stdexcept>
#include <string_view>
#include <typeinfo>

#include "chapters/support/options.hpp"
#include "live/host.hpp"

extern "C" {

void* __cxa_allocate_exception(std::size_t size) noexcept {
    return std::malloc(size);
}

void __cxa_free_exception(void* exception) noexcept {
    std::free(exception);
}

// What the book throws has std::exception as its first base, so it lies at the same address.
[[noreturn]] void __cxa_throw(void* exception, std::type_info* type, void (*)(void*)) {
    const std::string_view message = static_cast<const std::exception*>(exception)->what();
    const bool reader_can_mend_it =
        *type == typeid(winit::BadInput) || *type == typeid(std::invalid_argument) ||
        *type == typeid(std::range_error) || *type == typeid(std::bad_alloc);
    host_failed(message.data(), message.size(), reader_can_mend_it ? 2 : 1);
}

}  // extern "C"
